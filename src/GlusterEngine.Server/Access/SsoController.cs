using System.Globalization;
using System.Net.Http.Headers;
using GlusterEngine.Model.Access;
using GlusterEngine.Server.Rest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace GlusterEngine.Server.Access;

/// <summary>Log-in and log-out as oVirt's SDKs do them (spec/rest.md 2.1, 2.2).</summary>
[ApiController]
[AllowAnonymous]
[Tags("Log-in")]
[ProducesResponseType<TokenError>(400)]
[ProducesResponseType<TokenError>(500)]
[ProducesResponseType<TokenError>(503)]
public sealed class SsoController(UserAccess access) : ControllerBase
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string PasswordGrant = "password";
    private const string HttpGrant = "urn:ovirt:params:oauth:grant-type:http";

    /// <summary>Logs in: gives a bearer token for a user name and a password.</summary>
    /// <remarks>
    /// Form fields: grant_type=password, username (admin@internal), password, scope=ovirt-app-api. Accept must be application/json. Errors are 400 with error_code and
    /// error; without that scope they are named error and error_description. After repeated failures the user is refused from the same address for a while.
    /// </remarks>
    [HttpPost("/ovirt-engine/sso/oauth/token")]
    [Consumes(Form)]
    [Produces(Json)]
    [ProducesResponseType<TokenAnswer>(200)]
    public Task<IActionResult> TokenAsync([FromForm] TokenRequest request) => GrantAsync(request.With(Request.Query));

    /// <summary>The same with all parameters in the query.</summary>
    [HttpGet("/ovirt-engine/sso/oauth/token")]
    [QueryParameters("grant_type", "username", "password", "scope")]
    [Produces(Json)]
    [ProducesResponseType<TokenAnswer>(200)]
    public Task<IActionResult> TokenByQueryAsync() => GrantAsync(new TokenRequest().With(Request.Query));

    /// <summary>Logs in with the credentials of HTTP Basic.</summary>
    /// <remarks>Form fields: grant_type=urn:ovirt:params:oauth:grant-type:http, scope=ovirt-app-api. 401 asks for the header Authorization.</remarks>
    [HttpPost("/ovirt-engine/sso/oauth/token-http-auth")]
    [Consumes(Form)]
    [Produces(Json)]
    [ProducesResponseType<TokenAnswer>(200)]
    [ProducesResponseType(401)]
    public Task<IActionResult> HttpTokenAsync([FromForm] TokenRequest request) => GrantAsync(request.With(Request.Query));

    /// <summary>The same with all parameters in the query.</summary>
    [HttpGet("/ovirt-engine/sso/oauth/token-http-auth")]
    [QueryParameters("grant_type", "scope")]
    [Produces(Json)]
    [ProducesResponseType<TokenAnswer>(200)]
    [ProducesResponseType(401)]
    public Task<IActionResult> HttpTokenByQueryAsync() => GrantAsync(new TokenRequest().With(Request.Query));

    /// <summary>Logs out: makes a token invalid. An unknown token is no error.</summary>
    [HttpPost("/ovirt-engine/services/sso-logout")]
    [QueryParameters("token")]
    [Consumes(Form)]
    [Produces(Json)]
    [ProducesResponseType(200)]
    public async Task<IActionResult> LogoutAsync([FromForm] string? token)
    {
        if ((token ?? Request.Query["token"].FirstOrDefault()) is { Length: > 0 } given) await access.RevokeTokenAsync(given, HttpContext.RequestAborted);
        return new JsonResult(new object());
    }

    /// <summary>The same by the name that OAuth has for it.</summary>
    [HttpPost("/ovirt-engine/sso/oauth/revoke")]
    [QueryParameters("token")]
    [Consumes(Form)]
    [Produces(Json)]
    [ProducesResponseType(200)]
    public Task<IActionResult> RevokeAsync([FromForm] string? token) => LogoutAsync(token);

    private async Task<IActionResult> GrantAsync(TokenRequest request)
    {
        if (!Request.Headers.Accept.ToString().Equals(Json, StringComparison.OrdinalIgnoreCase))
            return Error(request, "invalid_request", $"The header Accept must be '{Json}'.");
        if (request.GrantType is null) return Missing(request, "grant_type");
        if (request.GrantType is not (PasswordGrant or HttpGrant))
            return Error(request, "unsupported_grant_type", $"Grant type '{request.GrantType}' is not supported; use '{PasswordGrant}' or '{HttpGrant}'.");
        if (request.GrantType == HttpGrant)
        {
            if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) || BasicCredentials.Of(header) is not { } given) return AskForBasic();
            request = request with { Username = given.Name, Password = given.Password };
        }

        if (request.Username is not { Length: > 0 } name) return Missing(request, "username");
        if (request.Password is not { Length: > 0 } password) return Missing(request, "password");
        if (request.Scope is not null && !request.WantsApi) return Error(request, "invalid_scope", $"The scope must contain '{TokenRequest.ApiScope}'.");
        return await LogInAsync(request, name, password);
    }

    private async Task<IActionResult> LogInAsync(TokenRequest request, string name, string password)
    {
        var answer = await access.ByPasswordAsync(name, password, ClientSource.Of(HttpContext), HttpContext.RequestAborted);
        if (answer.LockedUntil is { } until)
        {
            return Error(request, "access_denied", $"Cannot authenticate user '{name}': too many log-ins failed; try again after "
                + $"{until.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC.");
        }

        return answer.LogIn is { } login && await access.IssueTokenAsync(login, TokenKind.Bearer, HttpContext.RequestAborted) is { } token
            ? new JsonResult(new TokenAnswer { AccessToken = token })
            : Error(request, "access_denied", $"Cannot authenticate user '{name}': the user name or password is not correct.");
    }

    private UnauthorizedResult AskForBasic()
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = EngineAuthentication.Challenge;
        return Unauthorized();
    }

    private static JsonResult Missing(TokenRequest request, string parameter) => Error(request, "invalid_request", $"Missing parameter: '{parameter}'");

    private static JsonResult Error(TokenRequest request, string code, string text) =>
        new(request.WantsApi ? new TokenError { ErrorCode = code, Error = text } : new OAuthError { Error = code, Description = text })
        {
            StatusCode = StatusCodes.Status400BadRequest,
        };
}
