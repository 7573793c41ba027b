using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Access;

/// <summary>Log-in and log-out as oVirt's SDKs do them (spec/rest.md 2.1, 2.2).</summary>
[ApiController]
[AllowAnonymous]
public sealed class SsoController(UserAccess access) : ControllerBase
{
    private const string Scope = "ovirt-app-api";

    /// <summary>Logs in: gives a bearer token for a user name and a password.</summary>
    /// <remarks>Form fields: grant_type=password, username (admin@internal), password, scope=ovirt-app-api. Errors are 400 with error_code and error.</remarks>
    [HttpPost("/ovirt-engine/sso/oauth/token")]
    [Consumes("application/x-www-form-urlencoded")]
    [Produces("application/json")]
    [ProducesResponseType<TokenAnswer>(200)]
    [ProducesResponseType<TokenError>(400)]
    public async Task<IActionResult> TokenAsync([FromForm] TokenRequest request)
    {
        if (request.GrantType is null) return Missing("grant_type");
        if (request.GrantType != "password") return Error("unsupported_grant_type", $"Grant type '{request.GrantType}' is not supported; use 'password'.");
        if (request.Username is not { Length: > 0 } name) return Missing("username");
        if (request.Password is not { Length: > 0 } password) return Missing("password");
        if (request.Scope?.Split(' ').Contains(Scope, StringComparer.Ordinal) == false) return Error("invalid_scope", $"The scope must contain '{Scope}'.");
        if (await access.ByPasswordAsync(name, password, HttpContext.RequestAborted) is not { } user)
            return Error("access_denied", $"Cannot authenticate user '{name}': the user name or password is not correct.");
        return Ok(new TokenAnswer { AccessToken = await access.IssueTokenAsync(user, HttpContext.RequestAborted) });
    }

    /// <summary>Logs out: makes a token invalid. An unknown token is no error.</summary>
    [HttpPost("/ovirt-engine/services/sso-logout")]
    [Consumes("application/x-www-form-urlencoded")]
    [Produces("application/json")]
    [ProducesResponseType(200)]
    public async Task<IActionResult> LogoutAsync([FromForm] string? token)
    {
        if (token is { Length: > 0 }) await access.RevokeTokenAsync(token, HttpContext.RequestAborted);
        return Ok(new object());
    }

    private BadRequestObjectResult Missing(string parameter) => Error("invalid_request", $"Missing parameter: '{parameter}'");

    private BadRequestObjectResult Error(string code, string text) => BadRequest(new TokenError { ErrorCode = code, Error = text });
}
