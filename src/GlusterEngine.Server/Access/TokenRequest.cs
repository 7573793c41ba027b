using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Access;

/// <summary>Parameters of a log-in, from a form or the query.</summary>
public sealed record TokenRequest
{
    /// <summary>The scope of the API.</summary>
    internal const string ApiScope = "ovirt-app-api";

    [FromForm(Name = "grant_type")]
    public string? GrantType { get; init; }

    [FromForm(Name = "username")]
    public string? Username { get; init; }

    [FromForm(Name = "password")]
    public string? Password { get; init; }

    [FromForm(Name = "scope")]
    public string? Scope { get; init; }

    /// <summary>Whether the scope of the API is among those asked for.</summary>
    internal bool WantsApi => Scope?.Split(' ').Contains(ApiScope, StringComparer.Ordinal) == true;

    /// <summary>The same with what the form lacks taken from the query.</summary>
    internal TokenRequest With(IQueryCollection query) => new()
    {
        GrantType = GrantType ?? query["grant_type"].FirstOrDefault(),
        Username = Username ?? query["username"].FirstOrDefault(),
        Password = Password ?? query["password"].FirstOrDefault(),
        Scope = Scope ?? query["scope"].FirstOrDefault(),
    };
}
