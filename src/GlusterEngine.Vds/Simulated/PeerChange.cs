namespace GlusterEngine.Vds.Simulated;

/// <summary><c>peer probe HOST</c>, <c>peer detach HOST [force]</c></summary>
internal static class PeerChange
{
    private const string ProbeSyntax = "peer probe { <HOSTNAME> | <IP-address> }";
    private const string DetachSyntax = "peer detach { <HOSTNAME> | <IP-address> } [force]";
    private const int OnLocalhost = 1;
    private const int AlreadyPeer = 2;
    private const int NotPeer = 2;
    private const int OfAnotherPool = 3;
    private const int HoldsBricks = 3;
    private const int PeerDown = 4;
    private const int NotConnected = 107;

    /// <param name="question">Asked of a host in any of the pools.</param>
    /// <param name="site">The cluster, which knows the pools beside it.</param>
    public static SimulatedAnswer Probe(Question question, ClusterState site)
    {
        if (question.Words.Count != 3)
        {
            return SimulatedAnswer.Usage(ProbeSyntax);
        }

        var (pool, address) = (question.Cluster, question[2]);
        if (address == question.Asked.Hostname)
        {
            return Done(OnLocalhost, "Probe on localhost not needed");
        }

        if (pool.FindPeer(address) is not null)
        {
            return Done(AlreadyPeer, $"Host {address} port 24007 already in peer list");
        }

        if (site.PoolOf(address) is not { } other || !site.IsUp(address))
        {
            return Refuse(-1, NotConnected, "Probe returned with Transport endpoint is not connected");
        }

        if (other.Peers.Count > 1 || other.Volumes.Count > 0)
        {
            return Refuse(-1, OfAnotherPool, $"{address} is either already part of another cluster or having volumes configured");
        }

        other.Peers.Clear();
        site.OtherPools.Remove(other);
        pool.AddPeer(address);
        return Done(0, "success") with { HasChanged = true };
    }

    /// <param name="question">Asked of a host in any of the pools.</param>
    /// <param name="site">The cluster, which knows the pools beside it.</param>
    public static SimulatedAnswer Detach(Question question, ClusterState site)
    {
        var isForced = question[3] == "force";
        if (question.Words.Count != (isForced ? 4 : 3))
        {
            return SimulatedAnswer.Usage(DetachSyntax);
        }

        var (pool, address) = (question.Cluster, question[2]);
        if (address == question.Asked.Hostname)
        {
            return Refuse(-1, OnLocalhost, $"{address} is localhost");
        }

        if (pool.FindPeer(address) is not { } peer)
        {
            return Refuse(-1, NotPeer, $"{address} is not part of cluster");
        }

        var held = pool.Volumes.Values.Where(volume => volume.Definition.Bricks.Any(brick => brick.Address.Host == address)).ToList();
        if (held.Exists(volume => volume.Definition.Bricks.Any(brick => brick.Address.Host != address)))
        {
            return Refuse(1, HoldsBricks, $"Peer {address} hosts one or more bricks. If the peer is in not recoverable state then use either replace-brick or remove-brick "
                + "command with force to remove all bricks from the peer and attempt the peer detach again.");
        }

        if (!isForced && pool.Peers.Exists(other => other != peer && !site.IsUp(other.Hostname)))
        {
            return Refuse(-1, PeerDown, "One of the peers is probably down. Check with 'peer status'");
        }

        // A volume that lies there only leaves the pool with it.
        held.ForEach(volume => pool.Volumes.Remove(volume.Name));
        pool.Peers.Remove(peer);
        site.AddOtherPool([address]);
        return Done(0, "success") with { HasChanged = true };
    }

    private static SimulatedAnswer Done(int errno, string words) => SimulatedAnswer.Document(new CliDocument(0, errno, "").Leaf("output", words));

    private static SimulatedAnswer Refuse(int opRet, int errno, string words) => SimulatedAnswer.Document(new CliDocument(opRet, errno, words));
}
