using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Vds.Hosts;
using Xunit;

namespace GlusterEngine.UnitTests.Engine.Hosts;

/// <summary>What is done with a new host, from what it and the pool of its cluster list.</summary>
public sealed class JoinRuleTests
{
    private static readonly Guid One = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Two = Guid.Parse("00000000-0000-0000-0000-000000000002");
    private static readonly Guid New = Guid.Parse("00000000-0000-0000-0000-000000000004");
    private static readonly Guid Stranger = Guid.Parse("00000000-0000-0000-0000-000000000009");

    private static readonly IReadOnlyList<PeerDescription> Pool = [Peer(Two, "host2"), Self(One)];
    private static readonly IReadOnlyList<PeerDescription> PoolWithNew = [Peer(Two, "host2"), Peer(New, "host4"), Self(One)];

    [Fact]
    public void A_host_that_is_alone_is_probed() => Assert.Equal(new JoinDecision.Probe(New), Decide([Self(New)], Pool));

    [Fact]
    public void A_peer_is_only_added()
    {
        Assert.Equal(new JoinDecision.Leave(null), Decide([Peer(One, "host1"), Peer(Two, "host2"), Self(New)], PoolWithNew));
        Assert.Equal(new JoinDecision.Leave(null), Decide([Peer(One, "host1") with { IsConnected = false }, Self(New)], [Peer(New, "host4") with { IsConnected = false }, Self(One)]));
    }

    [Fact]
    public void The_glusterd_that_is_asked_is_not_told_to_probe_itself() => Assert.Equal(new JoinDecision.Leave(null), Decide([Self(One)], [Self(One)]));

    [Fact]
    public void A_host_of_another_pool_is_refused_by_the_names_of_its_peers()
    {
        var text = Refused(Decide([Peer(Stranger, "far1"), Self(New)], Pool));

        Assert.Contains("fourth is in another trusted pool, with far1, and was not probed", text, StringComparison.Ordinal);
        Refused(Decide([Peer(One, "host1"), Peer(Stranger, "far1"), Self(New)], Pool));
        Refused(Decide([Peer(One, "host1"), Peer(Stranger, "far1"), Self(New)], PoolWithNew));
    }

    [Fact]
    public void The_only_host_of_another_cluster_is_refused_although_it_is_alone() => Assert.Contains(
        "belongs to the pool of cluster south",
        Refused(JoinRule.Decide(new("fourth", "north", [Self(New)], Pool) { ForeignPeers = new Dictionary<Guid, string> { [New] = "south" } })),
        StringComparison.Ordinal);

    [Fact]
    public void A_host_that_was_detached_while_it_was_away_and_lists_the_pool_still_is_probed() =>
        Assert.Equal(new JoinDecision.Probe(New), Decide([Peer(One, "host1") with { IsConnected = false }, Peer(Two, "host2") with { IsConnected = false }, Self(New)], Pool));

    [Fact]
    public void A_host_that_the_pool_lists_and_that_knows_of_none_is_refused() => Assert.Contains("taken in or out only in part", Refused(Decide([Self(New)], PoolWithNew)), StringComparison.Ordinal);

    [Fact]
    public void A_rejected_peer_is_refused() => Assert.Contains(
        "rejects fourth",
        Refused(Decide([Peer(One, "host1"), Self(New)], [Peer(New, "host4") with { IsConnected = false, IsRejected = true }, Self(One)])),
        StringComparison.Ordinal);

    [Fact]
    public void What_does_not_answer_is_neither_probed_nor_refused()
    {
        Assert.Equal(new JoinDecision.Leave("why"), JoinRule.Decide(new("fourth", "north", Own: null, Pool) { Problem = "why" }));
        Assert.Equal(new JoinDecision.Leave("why"), JoinRule.Decide(new("fourth", "north", [Self(New)], Pool: null) { Problem = "why" }));
        Assert.Equal(new JoinDecision.Leave(null), JoinRule.Decide(new("first", "north", Own: null, Pool: null)));
    }

    private static JoinDecision Decide(IReadOnlyList<PeerDescription> own, IReadOnlyList<PeerDescription> pool) => JoinRule.Decide(new("fourth", "north", own, pool));

    private static string Refused(JoinDecision decision)
    {
        var reason = Assert.IsType<JoinDecision.Refuse>(decision).Reason;
        Assert.Equal(RefusalKind.Conflict, reason.Kind);
        return reason.Text;
    }

    private static PeerDescription Peer(Guid uuid, string name) => new(uuid, name, IsConnected: true, IsSelf: false);

    private static PeerDescription Self(Guid uuid) => new(uuid, "localhost", IsConnected: true, IsSelf: true);
}
