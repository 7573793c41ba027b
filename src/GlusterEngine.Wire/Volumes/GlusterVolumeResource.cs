using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Wire.Volumes;

/// <summary>A gluster volume (spec/rest.md 6.2).</summary>
[WireType("gluster_volume", Plural = "gluster_volumes")]
public sealed record GlusterVolumeResource : IdentifiedResource
{
    /// <summary>Bricks of a disperse set; 0 when the layout has none.</summary>
    [WireMember("disperse_count")]
    public int? DisperseCount { get; init; }

    /// <summary>Options that were set; shown even when empty.</summary>
    [WireMember("options")]
    public IReadOnlyList<OptionResource>? Options { get; init; }

    /// <summary>Bricks of a disperse set that may be lost; 0 when the layout has none.</summary>
    [WireMember("redundancy_count")]
    public int? RedundancyCount { get; init; }

    /// <summary>Copies of each file; 0 when the layout has none.</summary>
    [WireMember("replica_count")]
    public int? ReplicaCount { get; init; }

    /// <summary><c>up</c>, <c>down</c> or <c>unknown</c>.</summary>
    [WireMember("status")]
    [WireValues("up", "down", "unknown")]
    public string? Status { get; init; }

    /// <summary>Bricks of a stripe set; 0 when the layout has none.</summary>
    [WireMember("stripe_count")]
    public int? StripeCount { get; init; }

    /// <summary>Transports, lower case: <c>tcp</c>, <c>rdma</c>.</summary>
    [WireMember("transport_types", Item = "transport_type")]
    [WireValues("tcp", "rdma")]
    public IReadOnlyList<string>? TransportTypes { get; init; }

    /// <summary>Layout, lower case (spec/rest.md 3.1, GlusterVolumeType); <c>unknown</c> where gluster names one that nobody here knows, and none is created as such.</summary>
    [WireMember("volume_type")]
    [WireValues(
        "distribute", "replicate", "distributed_replicate", "stripe", "distributed_stripe", "striped_replicate",
        "distributed_striped_replicate", "disperse", "distributed_disperse", "unknown")]
    public string? VolumeType { get; init; }

    /// <summary>Bricks: input of a new volume, or inlined when followed.</summary>
    [WireMember("bricks")]
    public IReadOnlyList<GlusterBrickResource>? Bricks { get; init; }

    /// <summary>Cluster it belongs to.</summary>
    [WireMember("cluster")]
    public ClusterResource? Cluster { get; init; }

    /// <summary>Extension: who holds its lock; absent when nobody does.</summary>
    [WireMember("lease")]
    public LeaseResource? Lease { get; init; }

    /// <summary>Statistics, inlined when followed.</summary>
    [WireMember("statistics")]
    public IReadOnlyList<StatisticResource>? Statistics { get; init; }
}
