using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Engines;

/// <summary>Extension: a look of an engine at the tasks of a cluster.</summary>
[WireType("cluster_poll", Plural = "cluster_polls")]
public sealed record ClusterPollResource
{
    /// <summary>When it began.</summary>
    [WireMember("time")]
    public DateTimeOffset? Time { get; init; }

    /// <summary>The cluster.</summary>
    [WireMember("cluster")]
    public ClusterResource? Cluster { get; init; }
}
