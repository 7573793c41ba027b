using GlusterEngine.Model;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Rest;
using GlusterEngine.Vds.Ssh;
using GlusterEngine.Wire.Hosts;

namespace GlusterEngine.Server.Hosts;

/// <summary>Hosts as the API shows them.</summary>
internal static class HostResources
{
    // oVirt shows the port and protocol of VDSM and the kind of any host; its clients read them as given, also where another transport leads to gluster.
    public const int VdsmPort = 54321;
    public const string VdsmProtocol = "stomp";
    private static readonly string[] Actions = ["acceptsshkey", "activate", "deactivate"];

    public static HostResource Of(Model.Hosts.Host host, Hrefs hrefs) => Machines.Show(Reference(host.Id, hrefs)) with
    {
        Actions = [.. Actions.Select(action => Hrefs.Link(hrefs.Host(host.Id), action))],
        Name = host.Name,
        Description = host.Description,
        Comment = host.Comment,
        Address = host.Address,
        Port = VdsmPort,
        Protocol = VdsmProtocol,
        Status = host.Status.ToLowerText(),
        StatusDetail = host.StatusDetail,
        StatusSince = host.StatusSince,
        Transport = host.Transport.ToLowerText(),
        GlusterdSocket = host.GlusterdSocket,
        Ssh = SshOf(host),
        Type = "rhel",
        Links = [Hrefs.Link(hrefs.Host(host.Id), "connections")],
        Cluster = ClusterResources.Reference(host.ClusterId, hrefs),
    };

    private static SshResource? SshOf(Model.Hosts.Host host) => host.Transport != HostTransport.Ssh ? null : new()
    {
        Address = host.SshAddress,
        AuthenticationMethod = "publickey",
        Fingerprint = host.SshFingerprint,
        OfferedFingerprint = SshHostKey.TryParse(host.SshOfferedKey, out var offered) ? offered.Fingerprint : null,
        Port = host.SshPort,
        PublicKey = host.SshHostKey,
        Sudo = host.SshUsesSudo,
        User = host.SshUser is { } user ? new() { UserName = user } : null,
    };

    public static HostResource Reference(Guid id, Hrefs hrefs) => new() { Id = id.ToString(), Href = hrefs.Host(id) };
}
