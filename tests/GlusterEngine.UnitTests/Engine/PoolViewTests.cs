using GlusterEngine.Engine.Inventory;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Hosts;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class PoolViewTests
{
    private const string Elsewhere = "It is not in the trusted pool of the cluster's other hosts; probe it from one of them, or remove it here.";

    private static readonly Dictionary<Guid, string> NoForeignPeers = [];

    [Fact]
    public void Hosts_that_list_each_other_are_up_and_their_pool_is_the_clusters()
    {
        var (first, second) = (Host("a"), Host("b"));
        var view = PoolView.Of([Answer(first, 1, 1, 2, 3), Answer(second, 2, 1, 2, 3)], NoForeignPeers, []);
        Assert.Equal([Up(first, 1), Up(second, 2)], view.Hosts);
        Assert.Equal([first, second], view.Members);
        Assert.Equal([new(Peers.Of(1), "a.example", true, true), Peer(2), Peer(3)], view.Peers);
    }

    [Fact]
    public void A_host_that_does_not_answer_keeps_its_peer()
    {
        var (first, second) = (Host("a", HostStatus.Up, 1), Host("b", HostStatus.Up, 2));
        var view = PoolView.Of([(first, null, "glusterd is down"), Answer(second, 2, 1, 2)], NoForeignPeers, []);
        Assert.Equal([new(first, HostStatus.Connecting, "glusterd is down", Peers.Of(1)), Up(second, 2)], view.Hosts);
        Assert.Equal([second], view.Members);
        Assert.Equal([Peer(1), new(Peers.Of(2), "b.example", true, true)], view.Peers);
    }

    [Fact]
    public void Without_an_answer_nothing_is_known_of_the_pool()
    {
        var host = Host("a");
        var view = PoolView.Of([(host, null, "timed out")], NoForeignPeers, []);
        Assert.Equal([new(host, HostStatus.NonResponsive, "timed out", null)], view.Hosts);
        Assert.Null(view.Peers);
        Assert.Empty(view.Members);
    }

    [Fact]
    public void Hosts_disagree_when_two_that_answer_name_different_peers()
    {
        var (first, second) = (Host("a"), Host("b"));
        Assert.False(PoolView.Disagree([Answer(first, 1, 1, 2), Answer(second, 2, 2, 1)]));
        Assert.False(PoolView.Disagree([Answer(first, 1, 1, 2), (second, null, "timed out")]));
        Assert.True(PoolView.Disagree([Answer(first, 1, 1, 2), Answer(second, 2, 1, 2, 3)]));
    }

    [Fact]
    public void A_cluster_without_hosts_has_no_pool()
    {
        var view = PoolView.Of([], NoForeignPeers, []);
        Assert.Equal((0, null, 0), (view.Hosts.Count, view.Peers, view.Members.Count));
    }

    [Fact]
    public void A_host_that_does_not_list_itself_cannot_be_used()
    {
        var host = Host("a");
        var view = PoolView.Of([(host, [Peer(1), Peer(2)], null)], NoForeignPeers, []);
        Assert.Equal([new(host, HostStatus.NonOperational, "Its gluster does not list itself in its pool.", null)], view.Hosts);
        Assert.Null(view.Peers);
    }

    [Fact]
    public void A_host_of_another_clusters_pool_is_sent_there()
    {
        var (own, other) = (Host("a"), Host("b"));
        var view = PoolView.Of([Answer(own, 1, 1), Answer(other, 7, 7, 8)], new Dictionary<Guid, string> { [Peers.Of(8)] = "backup" }, []);
        Assert.Equal([Up(own, 1), new(other, HostStatus.NonOperational, "It belongs to the pool of cluster backup; add it there instead.",
            null)], view.Hosts);
        Assert.Equal([own], view.Members);
    }

    [Fact]
    public void Of_a_split_pool_the_larger_part_is_the_cluster()
    {
        var (first, second, third) = (Host("a"), Host("b"), Host("c"));
        var view = PoolView.Of([Answer(first, 1, 1, 4, 5, 6), Answer(second, 2, 2, 3), Answer(third, 3, 2, 3)], NoForeignPeers, []);
        Assert.Equal([Outside(first), Up(second, 2), Up(third, 3)], view.Hosts);
        Assert.Equal([second, third], view.Members);
    }

    [Fact]
    public void Of_two_pools_with_as_many_hosts_the_one_with_more_peers_is_the_cluster()
    {
        var (first, second) = (Host("a"), Host("b"));
        var view = PoolView.Of([Answer(first, 1, 1), Answer(second, 2, 2, 3)], NoForeignPeers, []);
        Assert.Equal([Outside(first), Up(second, 2)], view.Hosts);
    }

    [Fact]
    public void A_new_host_that_was_not_probed_does_not_take_the_clusters_place()
    {
        var (stray, known) = (Host("a"), Host("z", HostStatus.Up, 26));
        var view = PoolView.Of([Answer(stray, 1, 1, 2), Answer(known, 26, 26)], NoForeignPeers, []);
        Assert.Equal([Outside(stray), Up(known, 26)], view.Hosts);
        Assert.Equal([known], view.Members);
        Assert.Equal([new(Peers.Of(26), "z.example", true, true)], view.Peers);
    }

    [Theory]
    [InlineData(HostStatus.Up, HostStatus.Connecting)]
    [InlineData(HostStatus.Connecting, HostStatus.NonResponsive)]
    [InlineData(HostStatus.NonResponsive, HostStatus.NonResponsive)]
    public void Nor_does_it_while_the_clusters_hosts_are_away(HostStatus before, HostStatus after)
    {
        var (stray, known) = (Host("a"), Host("z", before, 26));
        var view = PoolView.Of([Answer(stray, 1, 1), (known, null, "timed out")], NoForeignPeers, []);
        Assert.Equal([Outside(stray), new(known, after, "timed out", Peers.Of(26))], view.Hosts);
        Assert.Empty(view.Members);
        Assert.Null(view.Peers);
    }

    [Fact]
    public void Nor_does_it_while_they_are_in_maintenance()
    {
        var (stray, resting) = (Host("a"), Host("z", HostStatus.Maintenance, 26));
        var view = PoolView.Of([Answer(stray, 1, 1)], NoForeignPeers, [resting]);
        Assert.Equal([Outside(stray)], view.Hosts);
        Assert.Null(view.Peers);
    }

    [Fact]
    public void A_host_that_left_the_pool_does_not_take_it_along()
    {
        Host[] hosts = [Host("a", HostStatus.Up, 1), Host("b", HostStatus.Up, 2), Host("c", HostStatus.Up, 3)];
        var view = PoolView.Of([Answer(hosts[0], 1, 1), Answer(hosts[1], 2, 2, 3), Answer(hosts[2], 3, 2, 3)], NoForeignPeers, []);
        Assert.Equal([Outside(hosts[0]), Up(hosts[1], 2), Up(hosts[2], 3)], view.Hosts);
    }

    [Fact]
    public void A_host_that_was_installed_anew_is_taken_once_nobody_speaks_for_the_old_pool()
    {
        var host = Host("a", HostStatus.NonOperational, 1);
        Assert.Equal([Up(host, 9)], PoolView.Of([Answer(host, 9, 9)], NoForeignPeers, []).Hosts);
    }

    [Fact]
    public void A_glusterd_added_twice_counts_once()
    {
        var (first, second) = (Host("a"), Host("b"));
        var view = PoolView.Of([Answer(first, 1, 1, 2), Answer(second, 1, 1, 2)], NoForeignPeers, []);
        Assert.Equal([Up(first, 1), new(second, HostStatus.NonOperational,
            "Its glusterd was added already under another name or address.", null)], view.Hosts);
        Assert.Equal([first], view.Members);
    }

    private static HostObservation Up(Host host, int peer) => new(host, HostStatus.Up, null, Peers.Of(peer));

    private static HostObservation Outside(Host host) => new(host, HostStatus.NonOperational, Elsewhere, host.PeerUuid);

    private static (Host Host, IReadOnlyList<PeerDescription>? Peers, string? Reason) Answer(Host host, int self, params int[] pool) =>
        (host, [.. pool.Select(number => number == self ? new(Peers.Of(number), "localhost", true, true) : Peer(number))], null);

    private static PeerDescription Peer(int number) => new(Peers.Of(number), $"peer{number}", IsConnected: true, IsSelf: false);

    private static Host Host(string name, HostStatus status = HostStatus.Unassigned, int? peer = null) => new()
    {
        Id = Guid.CreateVersion7(),
        ClusterId = VolumeSketch.ClusterId,
        Name = name,
        Address = $"{name}.example",
        Transport = HostTransport.Cli,
        Status = status,
        PeerUuid = peer is { } number ? Peers.Of(number) : null,
    };
}
