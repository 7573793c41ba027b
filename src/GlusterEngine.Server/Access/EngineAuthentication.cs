using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using GlusterEngine.Model.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GlusterEngine.Server.Access;

/// <summary>HTTP Basic and bearer tokens (spec/rest.md 2.3). A failure is 401 with an empty body, which is what oVirt's SDKs understand.</summary>
internal sealed class EngineAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, UserAccess access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Engine";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)) return AuthenticateResult.NoResult();
        var user = await FindUserAsync(header);
        return user is null
            ? AuthenticateResult.Fail("The user, password or token is not valid.")
            : AuthenticateResult.Success(new(EngineIdentityClaims.PrincipalOf(user, SchemeName), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers[HeaderNames.WWWAuthenticate] = "Basic realm=\"RESTAPI\"";
        return Task.CompletedTask;
    }

    private async Task<AppUser?> FindUserAsync(AuthenticationHeaderValue header)
    {
        if (header.Parameter is not { Length: > 0 } given) return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return await access.ByTokenAsync(given, Context.RequestAborted);
        if (!header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return null;
        var buffer = new byte[given.Length];
        if (!Convert.TryFromBase64String(given, buffer, out var length)) return null;
        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : await access.ByPasswordAsync(pair[..colon], pair[(colon + 1)..], Context.RequestAborted);
    }
}
