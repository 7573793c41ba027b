using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Which peers of a pool can become hosts, and how they are reached then. Pure.</summary>
internal static class HostImport
{
    /// <summary>Peers that are no hosts yet, by name.</summary>
    public static IReadOnlyList<GlusterServer> Candidates(IEnumerable<GlusterServer> peers, IReadOnlyCollection<Host> hosts) =>
        [.. peers.Where(peer => !hosts.Any(host => host.PeerUuid == peer.PeerUuid || host.Address == peer.Hostname)).OrderBy(static peer => peer.Hostname, StringComparer.Ordinal)];

    /// <summary>What speaks against the choice.</summary>
    public static IEnumerable<Refusal> Refuse(IReadOnlyList<ChosenPeer> chosen, IReadOnlyCollection<GlusterServer> candidates, Host? like)
    {
        if (like is null)
            yield return new("ACTION_TYPE_FAILED_NO_HOST_TO_ASK", "Cannot import Hosts. The cluster has no host that gluster's peers could be learned from: add one host first.", RefusalKind.Conflict);
        foreach (var peer in chosen)
        {
            if (candidates.All(candidate => candidate.Hostname != peer.Address))
                yield return new("ACTION_TYPE_FAILED_NO_SUCH_PEER", $"Cannot import Hosts. '{peer.Address}' is no peer of the cluster's pool that is not a host yet.", RefusalKind.BadParameters);
            else if (like is not null && Describe(peer, like) is { Transport: HostTransport.Cli, GlusterdSocket: null })
                yield return new("ACTION_TYPE_FAILED_PEER_NEEDS_SOCKET", $"Cannot import Hosts. Transport cli reaches the gluster of this machine only: name for {peer.Address} its glusterd_socket, or another transport.", RefusalKind.BadParameters);
        }
    }

    /// <summary>A host like another one of its cluster, but for what the choice says.</summary>
    public static AddHostParameters Describe(ChosenPeer peer, Host like) => HostReach.Complete(
        new(peer.Name ?? peer.Address, peer.Address, like.ClusterId, ClusterName: null, peer.Transport, peer.GlusterdSocket)
        {
            Ssh = peer.Ssh,
            Description = peer.Description,
            Comment = peer.Comment,
        },
        like);
}
