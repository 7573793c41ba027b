using GlusterEngine.Model;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Hosts;

namespace GlusterEngine.Server.Hosts;

/// <summary>Hosts as the API shows them.</summary>
internal static class HostResources
{
    public static HostResource Of(Model.Hosts.Host host, Hrefs hrefs, Model.Clusters.Cluster? cluster = null) => new()
    {
        Id = host.Id.ToString(),
        Href = hrefs.Host(host.Id),
        Name = host.Name,
        Address = host.Address,
        Status = host.Status.ToLowerText(),
        StatusDetail = host.StatusDetail,
        Transport = host.Transport.ToLowerText(),
        GlusterdSocket = host.GlusterdSocket,
        Cluster = cluster is null ? ClusterResources.Reference(host.ClusterId, hrefs) : ClusterResources.Of(cluster, hrefs),
    };

    public static HostResource Reference(Guid id, Hrefs hrefs) => new() { Id = id.ToString(), Href = hrefs.Host(id) };
}
