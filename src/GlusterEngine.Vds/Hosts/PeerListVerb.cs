using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

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
        const int Rejected = 6;
        var isSelf = peer.Text("hostname") == "localhost";
        return new PeerDescription(
            peer.Uuid("uuid"),
            peer.Text("hostname"),
            peer.Number("connected") == 1 && (isSelf || peer.Number("state") == InCluster),
            isSelf)
        {
            IsRejected = !isSelf && peer.Number("state") == Rejected,
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHost.list")];

    /// <inheritdoc/>
    public override IReadOnlyList<PeerDescription> ParseVdsm(IReadOnlyList<JsonElement> results)
    {
        // {"hosts":[{"hostname":"10.0.0.1","uuid":"UUID","status":"CONNECTED"},..]}    (the host that answers comes first, under a name that is VDSM's guess)
        var peers = results[0].Items("hosts").Select(static (host, index) => ParseVdsmHost(host, isSelf: index == 0)).Distinct(static peer => peer.Uuid, "peer");
        return peers.Count > 0 ? peers : throw new FormatException("The reply does not tell which peer answers.");
    }

    private static PeerDescription ParseVdsmHost(JsonElement host, bool isSelf) =>
        new(host.Uuid("uuid"), isSelf ? "localhost" : host.Text("hostname"), host.Text("status") == "CONNECTED", isSelf);
}
