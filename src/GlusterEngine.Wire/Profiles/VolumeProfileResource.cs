using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Profiles;

/// <summary>What a volume did since it is profiled (spec/rest.md 6.4).</summary>
[WireType("gluster_volume_profile_details")]
public sealed record VolumeProfileResource : IdentifiedResource
{
    /// <summary>Per brick.</summary>
    [WireMember("brick_profile_details")]
    public IReadOnlyList<BrickProfileResource>? Bricks { get; init; }

    /// <summary>Per NFS server, when those were asked for.</summary>
    [WireMember("nfs_profile_details")]
    public IReadOnlyList<NfsProfileResource>? NfsServers { get; init; }
}
