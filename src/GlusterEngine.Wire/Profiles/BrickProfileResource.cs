using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Profiles;

/// <summary>What a brick counted.</summary>
[WireType("brick_profile_detail")]
public sealed record BrickProfileResource
{
    /// <summary>Since it began to count, and since it was last asked.</summary>
    [WireMember("profile_details")]
    public IReadOnlyList<ProfileResource>? Profiles { get; init; }

    /// <summary>The brick; its directory is its whole name, with the host, as in oVirt.</summary>
    [WireMember("brick")]
    public GlusterBrickResource? Brick { get; init; }
}
