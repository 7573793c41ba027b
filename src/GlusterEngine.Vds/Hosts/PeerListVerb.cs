using System.Xml.Linq;

namespace GlusterEngine.Vds.Hosts;

/// <summary>The trusted pool as the asked host sees it, itself included. Takes no lock.</summary>
public sealed record PeerListVerb : VdsVerb<IReadOnlyList<PeerDescription>>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHost.list";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Read;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["pool", "list"];

    /// <inheritdoc/>
    public override IReadOnlyList<PeerDescription> Parse(XElement cliOutput)
    {
        // <peerStatus>
        //   <peer><uuid>UUID</uuid><hostname>127.1.5.2</hostname><hostnames>..</hostnames><connected>1</connected><state>3</state><stateStr>Peer in Cluster</stateStr></peer>
        //   <peer><uuid>UUID</uuid><hostname>localhost</hostname><connected>1</connected></peer>    (the host that answers: no state)
        var peers = cliOutput.Child("peerStatus").Elements("peer").Select(ParsePeer).Distinct(static peer => peer.Uuid, "peer");
        return peers.Count(static peer => peer.IsSelf) == 1 ? peers : throw new FormatException("The reply does not tell which peer answers.");
    }

    private static PeerDescription ParsePeer(XElement peer)
    {
        const int InCluster = 3;
        var isSelf = peer.Text("hostname") == "localhost";
        return new PeerDescription(
            peer.Uuid("uuid"),
            peer.Text("hostname"),
            peer.Number("connected") == 1 && (isSelf || peer.Number("state") == InCluster),
            isSelf);
    }
}
