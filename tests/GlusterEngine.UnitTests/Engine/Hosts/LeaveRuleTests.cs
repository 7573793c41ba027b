using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Engine.Hosts;

/// <summary>How a host leaves the pool of its cluster, and what is made of a join or leave that nobody answered.</summary>
public sealed class LeaveRuleTests
{
    private static readonly Guid One = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Leaving = Guid.Parse("00000000-0000-0000-0000-000000000004");
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<PeerDescription> Pool = [new(Leaving, "10.0.0.4", IsConnected: true, IsSelf: false), new(One, "localhost", IsConnected: true, IsSelf: true)];

    [Fact]
    public void A_peer_is_detached_by_the_name_that_the_pool_knows_it_by() => Assert.Equal(new LeaveDecision.Detach(Leaving, "10.0.0.4"), Decide(HostOf(Leaving), Pool));

    [Fact]
    public void A_host_that_never_told_its_uuid_is_found_by_its_address()
    {
        Assert.Equal(new LeaveDecision.Detach(Leaving, "10.0.0.4"), Decide(HostOf(null, "10.0.0.4"), Pool));
        Assert.Equal(new LeaveDecision.Forget(), Decide(HostOf(null, "10.0.0.5"), Pool));
    }

    [Fact]
    public void What_is_no_peer_or_goes_on_as_another_host_is_only_forgotten()
    {
        Assert.Equal(new LeaveDecision.Forget(), Decide(HostOf(Guid.NewGuid()), Pool));
        Assert.Equal(new LeaveDecision.Forget(), Decide(HostOf(One), Pool));
        Assert.Equal(new LeaveDecision.Forget(), LeaveRule.Decide(HostOf(Leaving), Pool, new HashSet<Guid> { Leaving }, force: true));
    }

    [Fact]
    public void A_peer_that_would_not_hear_of_it_is_detached_by_force_only()
    {
        IReadOnlyList<PeerDescription> pool = [Pool[0] with { IsConnected = false }, Pool[1]];

        Assert.Contains("force=true", Assert.IsType<LeaveDecision.Refuse>(Decide(HostOf(Leaving), pool)).Reason.Text, StringComparison.Ordinal);
        Assert.Equal(new LeaveDecision.Detach(Leaving, "10.0.0.4"), LeaveRule.Decide(HostOf(Leaving), pool, new HashSet<Guid> { One }, force: true));
    }

    [Fact]
    public void A_host_of_which_gluster_tells_bricks_stays()
    {
        var detach = new LeaveDecision.Detach(Leaving, "10.0.0.4");

        Assert.Same(detach, LeaveRule.Keep(HostOf(Leaving), detach, [VolumeOn("data", One)]));
        Assert.Contains("has bricks of volumes data, media;", Assert.IsType<LeaveDecision.Refuse>(
            LeaveRule.Keep(HostOf(Leaving), detach, [VolumeOn("media", Leaving), VolumeOn("other", One), VolumeOn("data", One, Leaving)])).Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_of_gluster_says_what_can_be_done() => Assert.Equal(
        "One of the peers is probably down. Check with 'peer status'. The host stays; bring all other hosts of the pool up and try again, or say force=true.",
        LeaveRule.Explain(new(-1, 4, "One of the peers is probably down. Check with 'peer status'", GlusterErrorMeaning.NodeDown)).Text);

    [Fact]
    public void Only_hosts_in_maintenance_without_bricks_are_removed()
    {
        Assert.Empty(HostRemovalRefusals.Of(HostOf(Leaving), []));
        Assert.Equal(["VDS_CANNOT_REMOVE_HOST_HAVING_GLUSTER_VOLUME"], HostRemovalRefusals.Of(HostOf(Leaving), ["data"]).Select(static refusal => refusal.Key));
        var up = HostOf(Leaving);
        up.Status = HostStatus.NonResponsive;
        Assert.Equal(
            ["Cannot remove Host. fourth is non_responsive; put it into maintenance first (deactivate).", "Cannot remove Host. fourth has bricks of volumes data, media; move or remove them first."],
            HostRemovalRefusals.Of(up, ["data", "media"]).Select(static refusal => refusal.Text));
    }

    [Theory]
    [InlineData(ActionType.AddHost, true, true, 1, ChangeVerdict.Happened)]
    [InlineData(ActionType.AddHost, true, false, 1, ChangeVerdict.Open)]
    [InlineData(ActionType.AddHost, true, false, 301, ChangeVerdict.Happened)]
    [InlineData(ActionType.AddHost, false, false, 1, ChangeVerdict.Open)]
    [InlineData(ActionType.AddHost, false, false, 301, ChangeVerdict.DidNot)]
    [InlineData(ActionType.RemoveHost, false, false, 1, ChangeVerdict.Happened)]
    [InlineData(ActionType.RemoveHost, true, true, 1, ChangeVerdict.Open)]
    [InlineData(ActionType.RemoveHost, true, false, 301, ChangeVerdict.DidNot)]
    public void A_change_that_nobody_answered_is_judged_by_the_pool(ActionType action, bool isListed, bool isConnected, int seconds, ChangeVerdict verdict)
    {
        IReadOnlyList<PeerDescription> pool = isListed ? [Pool[0] with { IsConnected = isConnected }, Pool[1]] : [Pool[1]];

        Assert.Equal(verdict, HostChangeRule.Judge(ChangeOf(action, Leaving), pool, Now.AddSeconds(seconds)));
    }

    [Fact]
    public void What_gluster_was_not_told_has_not_happened() => Assert.Equal(ChangeVerdict.DidNot, HostChangeRule.Judge(ChangeOf(ActionType.AddHost, peer: null), Pool, Now));

    private static VolumeDescription VolumeOn(string name, params IReadOnlyList<Guid> peers) => new(
        Guid.NewGuid(), name, GlusterVolumeType.Distribute, GlusterVolumeStatus.Up, ReplicaCount: 1, ArbiterCount: 0, DisperseCount: 0, RedundancyCount: 0, ["tcp"],
        [.. peers.Select((peer, index) => new BrickDescription(new($"host{index}", "/b"), peer, IsArbiter: false))], new Dictionary<string, string>());

    private static LeaveDecision Decide(Host host, IReadOnlyList<PeerDescription> pool) => LeaveRule.Decide(host, pool, new HashSet<Guid> { One }, force: false);

    private static Host HostOf(Guid? peer, string address = "host4") => new()
    {
        Id = Guid.NewGuid(),
        ClusterId = Guid.NewGuid(),
        Name = "fourth",
        Address = address,
        Transport = HostTransport.Cli,
        Status = HostStatus.Maintenance,
        PeerUuid = peer,
    };

    private static HostChange ChangeOf(ActionType action, Guid? peer) => new()
    {
        StepId = Guid.NewGuid(),
        JobId = Guid.NewGuid(),
        ClusterId = Guid.NewGuid(),
        HostId = Guid.NewGuid(),
        HostName = "fourth",
        Address = "host4",
        ActionType = action,
        PeerUuid = peer,
        EngineId = "engine",
        AskedAt = Now,
        Deadline = DateTimeOffset.UnixEpoch,
    };
}
