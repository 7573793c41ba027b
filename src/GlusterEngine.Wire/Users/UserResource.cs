using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Users;

/// <summary>A user of this engine (spec/rest.md 3.2: who logged in; 6.8: who owns a job).</summary>
[WireType("user", Plural = "users")]
public sealed record UserResource : IdentifiedResource
{
    /// <summary>The name without its profile: <c>admin</c> of <c>admin@internal</c>.</summary>
    [WireMember("principal")]
    public string? Principal { get; init; }

    /// <summary>Log-in name with profile.</summary>
    [WireMember("user_name")]
    public string? UserName { get; init; }
}
