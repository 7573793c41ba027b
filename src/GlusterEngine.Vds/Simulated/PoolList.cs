namespace GlusterEngine.Vds.Simulated;

/// <summary><c>pool list</c></summary>
internal static class PoolList
{
    private const int PeerInCluster = 3;

    public static SimulatedAnswer Answer(Question question)
    {
        var document = CliDocument.Success().Begin("peerStatus");
        foreach (var peer in question.Cluster.Peers)
        {
            if (peer != question.Asked)
            {
                document.Begin("peer").Leaf("uuid", peer.Uuid).Leaf("hostname", peer.Hostname)
                    .Begin("hostnames").Leaf("hostname", peer.Hostname).End("hostnames")
                    .Leaf("connected", question.Cluster.IsUp(peer.Hostname) ? 1 : 0)
                    .Leaf("state", PeerInCluster).Leaf("stateStr", "Peer in Cluster").End("peer");
            }
        }

        document.Begin("peer").Leaf("uuid", question.Asked.Uuid).Leaf("hostname", "localhost").Leaf("connected", 1).End("peer");
        return SimulatedAnswer.Document(document.End("peerStatus"));
    }
}
