using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>How a host is reached where its description leaves that open: like another host of its cluster. Pure.</summary>
internal static class HostReach
{
    /// <summary>The host of a cluster whose way is taken for others: the first that is up, else the first; null when there is none.</summary>
    public static Host? Example(IReadOnlyCollection<Host> hosts) => hosts.Up().Concat(hosts).FirstOrDefault();

    /// <summary>The description with a transport, and with all of the log-in by ssh that it does not say itself.</summary>
    /// <param name="host">The host as it is described.</param>
    /// <param name="like">The example; null when the cluster has no host.</param>
    public static AddHostParameters Complete(AddHostParameters host, Host? like)
    {
        var transport = host.Transport ?? Named(host) ?? like?.Transport ?? HostTransport.Cli;
        return host with { Transport = transport, Ssh = transport == HostTransport.Ssh && like is { Transport: HostTransport.Ssh } ? LogIn(host.Ssh, like) : host.Ssh };
    }

    /// <summary>What belongs to one transport only names that one.</summary>
    private static HostTransport? Named(AddHostParameters host) => host switch
    {
        { Ssh: not null } => HostTransport.Ssh,
        { GlusterdSocket: not null } => HostTransport.Cli,
        _ => null,
    };

    // Not the address and the key: those are of one machine.
    private static SshParameters LogIn(SshParameters? said, Host like) =>
        new(said?.Address, said?.User ?? like.SshUser, said?.Port ?? like.SshPort, said?.UsesSudo ?? like.SshUsesSudo, said?.Fingerprint);
}
