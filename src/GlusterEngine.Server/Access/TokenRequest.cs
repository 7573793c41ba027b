using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Access;

/// <summary>Form of a log-in.</summary>
public sealed record TokenRequest
{
    [FromForm(Name = "grant_type")]
    public string? GrantType { get; init; }

    [FromForm(Name = "username")]
    public string? Username { get; init; }

    [FromForm(Name = "password")]
    public string? Password { get; init; }

    [FromForm(Name = "scope")]
    public string? Scope { get; init; }
}
