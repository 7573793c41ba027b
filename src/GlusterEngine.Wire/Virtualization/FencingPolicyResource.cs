using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>When the hosts of a cluster are fenced, which this server does not do.</summary>
public sealed record FencingPolicyResource
{
    /// <summary>Always false, and input takes nothing else.</summary>
    [WireMember("enabled")]
    public bool? Enabled { get; init; }

    /// <summary>Unless many of them cannot be reached.</summary>
    [WireMember("skip_if_connectivity_broken")]
    public SkipIfConnectivityBrokenResource? SkipIfConnectivityBroken { get; init; }

    /// <summary>Unless their bricks are up: always false, and input takes nothing else.</summary>
    [WireMember("skip_if_gluster_bricks_up")]
    public bool? SkipIfGlusterBricksUp { get; init; }

    /// <summary>Unless gluster would lose its quorum: always false, and input takes nothing else.</summary>
    [WireMember("skip_if_gluster_quorum_not_met")]
    public bool? SkipIfGlusterQuorumNotMet { get; init; }

    /// <summary>Unless their storage is alive.</summary>
    [WireMember("skip_if_sd_active")]
    public SkipIfSdActiveResource? SkipIfSdActive { get; init; }
}
