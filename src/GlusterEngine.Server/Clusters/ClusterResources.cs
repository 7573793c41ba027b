using System.Globalization;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Virtualization;
using GlusterEngine.Wire.Api;
using GlusterEngine.Wire.Clusters;

namespace GlusterEngine.Server.Clusters;

/// <summary>Clusters as the API shows them.</summary>
internal static class ClusterResources
{
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
            Version = VersionOf(cluster.CompatibilityVersion),
        };
    }

    /// <summary>The level that a client names; what it leaves out is that of the newest.</summary>
    /// <exception cref="FaultException">It has more than two parts; 400.</exception>
    public static string? LevelOf(VersionResource? version)
    {
        if (version is null) return null;
        if (version is not { Build: null, Revision: null, FullVersion: null }) throw FaultException.BadRequest("cluster.version: a compatibility level has major and minor only; leave the rest out.");
        var newest = VersionOf(CompatibilityLevel.Newest);
        return string.Create(CultureInfo.InvariantCulture, $"{version.Major ?? newest.Major}.{version.Minor ?? newest.Minor}");
    }

    private static VersionResource VersionOf(string level)
    {
        var version = Version.Parse(level);
        return new() { Major = version.Major, Minor = version.Minor };
    }

    public static ClusterResource Reference(Guid id, Hrefs hrefs) => new() { Id = id.ToString(), Href = hrefs.Cluster(id) };
}
