using System.Security.Cryptography;
using System.Text;
using GlusterEngine.Model.Access;
using GlusterEngine.Server.Rest;

namespace GlusterEngine.Server.Access;

/// <summary>
/// Sessions that a cookie carries (spec/rest.md 1.3): begun by a log-in with <c>Prefer: persistent-auth</c>, ended by the log-out, by <c>Prefer: new-auth</c>, or when
/// it was not used for as long as <c>Session-TTL</c> said.
/// </summary>
internal sealed class CookieSession(UserAccess access)
{
    public const string Name = "JSESSIONID";
    private const int LongestTtlMinutes = 525_600;

    /// <summary>The session's log-in; null when the request carries none that is valid.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isAlone">Whether the cookie is all that the request shows: then a protected one needs its header.</param>
    public async Task<LogIn?> FindAsync(HttpContext context, bool isAlone)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } token) return null;
        if (await access.ByTokenAsync(token, TokenKind.Session, context.RequestAborted) is not { } login) return null;
        if (isAlone && login.NeedsHeader && !IsSame(context.Request.Headers[Name].ToString(), token))
        {
            throw new FaultException(StatusCodes.Status403Forbidden, "Operation Failed",
                $"[The session of user {login.Caller.Name} is protected: repeat the value of the cookie {Name} in a header of that name.]");
        }

        return login;
    }

    /// <summary>Begins a session and sets its cookie.</summary>
    public async Task BeginAsync(HttpContext context, LogIn login, Preferences preferences)
    {
        var ttl = ReadTtl(context.Request.Headers["Session-TTL"].ToString());
        var token = await access.IssueTokenAsync(login, TokenKind.Session, context.RequestAborted, ttl, preferences.ProtectsSession);
        if (token is null) return;
        context.Response.Cookies.Append(Name, token, new CookieOptions
        {
            Path = ApiPath.UsedBase(context).StartsWith(ApiPath.Base, StringComparison.Ordinal) ? ApiPath.Base : "/api",
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
        });
    }

    public async Task EndAsync(HttpContext context)
    {
        if (context.Request.Cookies[Name] is { Length: > 0 } token) await access.RevokeTokenAsync(token, context.RequestAborted);
    }

    private static int? ReadTtl(string text)
    {
        if (text.Length == 0) return null;
        return int.TryParse(text, out var minutes) && minutes is >= 1 and <= LongestTtlMinutes
            ? minutes
            : throw FaultException.BadRequest($"Session-TTL: '{text}' is no number of minutes from 1 to {LongestTtlMinutes}.");
    }

    private static bool IsSame(string given, string token) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
}
