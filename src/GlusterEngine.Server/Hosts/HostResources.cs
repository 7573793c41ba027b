using GlusterEngine.Model;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Hosts;

namespace GlusterEngine.Server.Hosts;

/// <summary>Hosts as the API shows them.</summary>
internal static class HostResources
{
    private static readonly string[] Actions = ["activate", "deactivate"];

    public static HostResource Of(Model.Hosts.Host host, Hrefs hrefs, Model.Clusters.Cluster? cluster = null) => Reference(host.Id, hrefs) with
    {
        Actions = [.. Actions.Select(action => Hrefs.Link(hrefs.Host(host.Id), action))],
        Name = host.Name,
        Address = host.Address,
        Status = host.Status.ToLowerText(),
        StatusDetail = host.StatusDetail,
        StatusSince = host.StatusSince,
        Transport = host.Transport.ToLowerText(),
        GlusterdSocket = host.GlusterdSocket,
        Cluster = cluster is null ? ClusterResources.Reference(host.ClusterId, hrefs) : ClusterResources.Of(cluster, hrefs),
    };

    public static HostResource Reference(Guid id, Hrefs hrefs) => new() { Id = id.ToString(), Href = hrefs.Host(id) };
}
