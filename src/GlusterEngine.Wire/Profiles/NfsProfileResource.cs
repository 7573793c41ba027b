using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Profiles;

/// <summary>What an NFS server of gluster counted.</summary>
[WireType("nfs_profile_detail")]
public sealed record NfsProfileResource
{
    /// <summary>Its address.</summary>
    [WireMember("nfs_server_ip")]
    public string? ServerAddress { get; init; }

    /// <summary>Since it began to count, and since it was last asked.</summary>
    [WireMember("profile_details")]
    public IReadOnlyList<ProfileResource>? Profiles { get; init; }
}
