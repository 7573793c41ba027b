using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// Finds a host that sees all peers connected. An option that is set while a node's glusterd is down restarts that node's bricks when it comes back
/// (spec/gluster.md 0.8), so nothing is set before that.
/// </summary>
public sealed class PeerConnections(IVdsClient vds)
{
    /// <summary>The first host that answers, if it sees all peers; else null and what is wrong.</summary>
    public async Task<(VdsHost? Host, string? Problem)> FindAsync(IReadOnlyList<VdsHost> hosts, CancellationToken cancellationToken)
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

            var lost = answered.Value.Where(static peer => !peer.IsConnected).Select(static peer => peer.Hostname).ToList();
            return lost.Count == 0 ? (host, null) : (null, $"{string.Join(", ", lost)} is not connected");
        }

        return (null, problem);
    }
}
