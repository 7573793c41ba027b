using GlusterEngine.Model.Clusters;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Virtualization;
using GlusterEngine.Wire.Api;
using GlusterEngine.Wire.Clusters;

namespace GlusterEngine.Server.Clusters;

/// <summary>Clusters as the API shows them.</summary>
internal static class ClusterResources
{
    /// <summary>The compatibility level that clients of oVirt 4.5 expect of a cluster.</summary>
    public static VersionResource Version { get; } = new() { Major = 4, Minor = 7 };

    public static ClusterResource Of(Cluster cluster, Hrefs hrefs)
    {
        var href = hrefs.Cluster(cluster.Id);
        return VirtualMachines.Show(Reference(cluster.Id, hrefs), hrefs) with
        {
            Name = cluster.Name,
            Description = cluster.Description,
            Comment = cluster.Comment,
            Actions = [Hrefs.Link(href, "importhosts"), Hrefs.Link(href, "refreshglusterhealstatus")],
            Links = [Hrefs.Link(href, "glusterhooks"), Hrefs.Link(href, "glustervolumes")],
            GlusterService = true,
            VirtService = false,
            Version = Version,
        };
    }

    public static ClusterResource Reference(Guid id, Hrefs hrefs) => new() { Id = id.ToString(), Href = hrefs.Cluster(id) };
}
