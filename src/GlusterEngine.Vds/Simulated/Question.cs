using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>A command line as it arrives at a host.</summary>
/// <param name="Cluster">The cluster, under its lock.</param>
/// <param name="Asked">The host; its answers call it <c>localhost</c>.</param>
/// <param name="Words">The arguments.</param>
/// <param name="Now">The moment.</param>
/// <param name="Options">Speed and seed.</param>
internal sealed record Question(
    ClusterState Cluster, SimulatedPeer Asked, IReadOnlyList<string> Words, DateTimeOffset Now, SimulatedOptions Options)
{
    /// <summary>The argument at a position; empty when there are fewer.</summary>
    public string this[int index] => index < Words.Count ? Words[index] : "";

    /// <summary>The peers that answer, the asked one last, as gluster lists them.</summary>
    public IEnumerable<SimulatedPeer> Answering()
    {
        foreach (var peer in Cluster.Peers)
        {
            if (peer != Asked && Cluster.IsUp(peer.Hostname))
            {
                yield return peer;
            }
        }

        yield return Asked;
    }

    /// <summary>
    /// What the nodes on which a task still runs have against a command, a line each; the asked one's word alone is enough. Null: nothing.
    /// </summary>
    public string? ObjectionOf(SimulatedTask? task, string words)
    {
        if (task is null)
        {
            return null;
        }

        var lines = new List<string>();
        foreach (var peer in Answering())
        {
            if (task.On(peer.Hostname)?.At(Now).Status == GlusterTaskStatus.InProgress)
            {
                if (peer == Asked)
                {
                    return words;
                }

                lines.Add(From(peer.Hostname, words));
            }
        }

        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    /// <summary>What is against new bricks: hosts that are no peers or away, and directories that are bricks. Null: nothing.</summary>
    public string? ObjectionTo(IEnumerable<BrickAddress> bricks)
    {
        foreach (var brick in bricks)
        {
            if (Cluster.FindPeer(brick.Host) is null)
            {
                return $"Host {brick.Host} is not in 'Peer in Cluster' state";
            }

            if (!Cluster.IsUp(brick.Host))
            {
                return $"Host {brick.Host} not connected";
            }

            if (Cluster.Volumes.Values.Any(volume => volume.Definition.Has(brick)))
            {
                return $"Brick: {brick} not available. Brick may be containing or be contained by an existing brick.";
            }
        }

        return null;
    }

    /// <summary>Words of a refusal as the asked host gives them when <paramref name="host"/> is the one that objects.</summary>
    public string From(string host, string words) => host == Asked.Hostname ? words : $"Pre Validation failed on {host}. {words}";
}
