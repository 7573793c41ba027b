using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// Finds a host that sees all peers connected. An option that is set while a node's glusterd is down restarts that node's bricks when it comes back
/// (spec/gluster.md 0.8), so nothing is set before that.
/// </summary>
public sealed class PeerConnections(IVdsClient vds)
{
    /// <summary>
    /// Whether each peer that is seen connected answers for itself, as one of the hosts. A peer that is frozen is seen connected and does not answer; of one that
    /// is no host nobody can tell.
    /// </summary>
    public async Task<bool> AllAnswerAsync(IReadOnlyList<VdsHost> hosts, CancellationToken cancellationToken)
    {
        var replies = await Task.WhenAll(hosts.Select(host => vds.CallAsync(host, new PeerListVerb(), cancellationToken)));
        var answers = replies.OfType<VdsReply<IReadOnlyList<PeerDescription>>.Answered>().Select(static answer => answer.Value).ToList();
        var answering = answers.SelectMany(static peers => peers).Where(static peer => peer.IsSelf).Select(static peer => peer.Uuid).ToHashSet();
        return answers.Count > 0 && answers.TrueForAll(peers => peers.Where(static peer => peer.IsConnected).All(peer => answering.Contains(peer.Uuid)));
    }

    /// <summary>What is wrong where a host that was asked for a change did not see all peers: one went away since it was found.</summary>
    public static string NotSeenBy(VdsHost host) => $"host {host.Name} sees one that is not, or cannot tell";

    /// <summary>The first host that answers, if it sees all peers; else null and what is wrong.</summary>
    public Task<(VdsHost? Host, string? Problem)> FindAsync(IReadOnlyList<VdsHost> hosts, CancellationToken cancellationToken) =>
        FindAsync(hosts, away: new HashSet<Guid>(), cancellationToken);

    /// <summary>The first host that answers, if it sees all peers but those that have to be away; else null and what is wrong.</summary>
    public async Task<(VdsHost? Host, string? Problem)> FindAsync(IReadOnlyList<VdsHost> hosts, IReadOnlySet<Guid> away, CancellationToken cancellationToken)
    {
        var problem = "no host of the cluster is up";
        foreach (var host in hosts)
        {
            var reply = await vds.CallAsync(host, new PeerListVerb(), cancellationToken);
            if (reply is not VdsReply<IReadOnlyList<PeerDescription>>.Answered answered)
            {
                problem = $"host {host.Name} did not tell its peers: {reply.Summary}";
                continue;
            }

            var wrong = answered.Value.Where(peer => peer.IsConnected == away.Contains(peer.Uuid))
                .Select(static peer => $"{peer.Hostname} is {(peer.IsConnected ? "connected" : "not connected")}").ToList();
            return wrong.Count == 0 ? (host, null) : (null, string.Join(" and ", wrong));
        }

        return (null, problem);
    }
}
