using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using GlusterEngine.Model.Access;
using GlusterEngine.Server.Rest;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GlusterEngine.Server.Access;

/// <summary>
/// Log-ins on the API: HTTP Basic, bearer tokens, and cookies of sessions (spec/rest.md 2.3). The header Authorization wins over a cookie. A failure is 401 with an
/// empty body, which is what oVirt's SDKs understand.
/// </summary>
internal sealed class EngineAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, UserAccess access, CookieSession session, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Engine";
    public const string Challenge = "Basic realm=\"RESTAPI\"";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Everything else is open, or looks at the header itself.
        if (!Request.Path.StartsWithSegments(ApiPath.Base, StringComparison.Ordinal)) return AuthenticateResult.NoResult();
        var preferences = Preferences.Of(Request.Headers["Prefer"]);
        if (preferences.WantsNewLogIn) await session.EndAsync(Context);
        var isAlone = !AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header);
        if (isAlone && !Request.Cookies.ContainsKey(CookieSession.Name)) return AuthenticateResult.NoResult();
        var login = isAlone ? await session.FindAsync(Context, isAlone: true) : await ByHeaderAsync(header!, preferences);
        return login is null
            ? AuthenticateResult.Fail("The user, password, token or session is not valid.")
            : AuthenticateResult.Success(new(new(new CallerIdentity(login.Caller, SchemeName)), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers[HeaderNames.WWWAuthenticate] = Challenge;
        return Task.CompletedTask;
    }

    private async Task<LogIn?> ByHeaderAsync(AuthenticationHeaderValue header, Preferences preferences)
    {
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return header.Parameter is { Length: > 0 } token ? await access.ByTokenAsync(token, TokenKind.Bearer, Context.RequestAborted) : null;
        if (BasicCredentials.Of(header) is not { } given) return null;
        var answer = await access.ByPasswordAsync(given.Name, given.Password, ClientSource.Of(Context), Context.RequestAborted);
        if (answer.LockedUntil is { } until) Response.Headers.RetryAfter = $"{Math.Max(1, Math.Ceiling((until - clock.GetUtcNow()).TotalSeconds)):0}";
        if (answer.LogIn is { } login && preferences.KeepsSession && (await session.FindAsync(Context, isAlone: false))?.Caller.UserId != login.Caller.UserId)
            await session.BeginAsync(Context, login, preferences);
        return answer.LogIn;
    }
}
