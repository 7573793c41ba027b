using GlusterEngine.Data.Locks;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Engines;

namespace GlusterEngine.Server.Engines;

/// <summary>Engines as the API shows them.</summary>
internal static class EngineResources
{
    public static EngineResource Of(EngineView engine, Hrefs hrefs) => Reference(engine.Id, hrefs) with
    {
        Started = engine.StartedAt,
        LastSeen = engine.SeenAt,
        Status = engine.IsAlive ? "alive" : "dead",
        ClustersPolled = [.. engine.Clusters.Select(cluster => new ClusterPollResource
        {
            Time = cluster.PolledAt,
            Cluster = ClusterResources.Reference(cluster.Id, hrefs) with { Name = cluster.Name },
        })],
    };

    public static EngineResource Reference(string id, Hrefs hrefs) => new() { Id = id, Href = hrefs.Engine(id) };
}
