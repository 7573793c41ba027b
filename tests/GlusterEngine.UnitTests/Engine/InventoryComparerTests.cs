using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Volumes;
using Xunit;
using static GlusterEngine.UnitTests.Engine.VolumeSketch;

namespace GlusterEngine.UnitTests.Engine;

public sealed class InventoryComparerTests
{
    private static readonly DateTimeOffset Now = TaskScene.Now;

    private readonly InventoryComparer comparer = new("lab");

    [Fact]
    public void What_is_as_it_was_is_no_news()
    {
        var volume = new VolumeSketch("uu").Build();
        AssertRows(comparer.Compare(ClusterId, [volume], [Describe(new("uu"))]), added: 0, unlisted: 0);
        Assert.Equivalent(new VolumeSketch("uu").Build(), volume, strict: true);
        Assert.Empty(comparer.Events);
    }

    [Fact]
    public void What_was_read_of_the_bricks_before_a_volume_was_found_stopped_counts_no_more()
    {
        var (volume, asItWas) = (new VolumeSketch("uu").Build(), new VolumeSketch("uu").Build());
        var look = new InventoryComparer("lab") { Began = Now };
        look.Compare(ClusterId, [volume], [Describe(new VolumeSketch("uu") { Status = GlusterVolumeStatus.Down })]);
        look.Compare(ClusterId, [asItWas], [Describe(new("uu"))]);
        Assert.Equal((Now, null), (volume.BricksLookAt, asItWas.BricksLookAt));
    }

    [Fact]
    public void A_volume_that_appears_is_added_with_its_bricks_and_options()
    {
        var sketch = new VolumeSketch("??U") { Type = GlusterVolumeType.Replicate, Replica = 3, Arbiters = 1 };
        var (added, unlisted) = comparer.Compare(ClusterId, [], [Describe(sketch, ("nfs.disable", "on"))]);
        Assert.Empty(unlisted);
        var volume = Assert.Single(added);
        var expected = sketch.Build();
        expected.Options.Add(Option("nfs.disable", "on"));
        expected.Bricks[2].Status = GlusterBrickStatus.Unknown;
        Assert.Equal(Tell(expected), Tell(volume));
        Assert.All(volume.Bricks, brick => Assert.Equal(Id, brick.VolumeId));
        AssertTold(Told(EventCode.GlusterVolumeCreatedFromCli, EventSeverity.Warning, "Detected new volume data in cluster lab."));
    }

    [Fact]
    public void Bricks_of_a_stopped_volume_that_appears_are_down()
    {
        var (added, _) = comparer.Compare(ClusterId, [], [Describe(new VolumeSketch("dd") { Status = GlusterVolumeStatus.Down })]);
        Assert.Equal([GlusterBrickStatus.Down, GlusterBrickStatus.Down], Assert.Single(added).Bricks.Select(static brick => brick.Status));
    }

    [Fact]
    public void A_volume_that_is_not_listed_is_left_to_the_caller()
    {
        var volume = new VolumeSketch("uu").Build();
        var (added, unlisted) = comparer.Compare(ClusterId, [volume], []);
        Assert.Empty(added);
        Assert.Equal([volume], unlisted);
        Assert.Empty(comparer.Events);
    }

    [Fact]
    public void A_volume_that_is_gone_is_told()
    {
        comparer.Removed(new VolumeSketch("uu").Build());
        AssertTold(Told(EventCode.GlusterVolumeDeletedFromCli, EventSeverity.Alert,
            "Detected that volume data of cluster lab was deleted from the CLI."));
    }

    [Fact]
    public void Changed_counts_are_taken_over_and_told()
    {
        var changed = new VolumeSketch("uuu") { Type = GlusterVolumeType.Replicate, Replica = 3, Arbiters = 1 };
        Assert.Equal(Tell(changed.Build()),
            Tell(Update(new VolumeSketch("uuu") { Type = GlusterVolumeType.Replicate, Replica = 3 }, changed)));
        AssertTold(Told(EventCode.GlusterVolumePropertiesChangedFromCli, EventSeverity.Warning,
            "Detected changed properties of volume data of cluster lab."));
    }

    [Fact]
    public void Name_and_transports_are_taken_over()
    {
        var volume = new VolumeSketch("uu").Build();
        comparer.Compare(ClusterId, [volume], [Describe(new("uu")) with { Name = "renamed", TransportTypes = ["tcp", "rdma"] }]);
        Assert.Equal(("renamed", "tcp,rdma"), (volume.Name, string.Join(',', volume.TransportTypes)));
    }

    [Fact]
    public void A_stopped_volume_has_no_brick_that_runs()
    {
        var volume = WithProcesses(new VolumeSketch("uu").Build());
        comparer.Compare(ClusterId, [volume], [Describe(new VolumeSketch("uu") { Status = GlusterVolumeStatus.Down })]);
        Assert.Equal(Tell(new VolumeSketch("dd") { Status = GlusterVolumeStatus.Down }.Build()), Tell(volume));
        AssertTold(Told(EventCode.GlusterVolumeStoppedFromCli, EventSeverity.Warning,
            "Detected that volume data of cluster lab was stopped from the CLI."));
    }

    [Fact]
    public void Bricks_of_a_started_volume_are_unknown_until_they_are_looked_at()
    {
        var volume = Update(new("dd") { Status = GlusterVolumeStatus.Down }, new("dd"));
        Assert.Equal(Tell(new VolumeSketch("??").Build()), Tell(volume));
        AssertTold(Told(EventCode.GlusterVolumeStartedFromCli, EventSeverity.Warning,
            "Detected that volume data of cluster lab was started from the CLI."));
    }

    [Fact]
    public void A_volume_of_unknown_state_was_not_stopped()
    {
        var volume = Update(new("uu"), new("uu") { Status = GlusterVolumeStatus.Unknown });
        Assert.Equal(Tell(new VolumeSketch("??") { Status = GlusterVolumeStatus.Unknown }.Build()), Tell(volume));
        Assert.Empty(comparer.Events);
    }

    [Fact]
    public void A_brick_that_appears_is_added_at_its_place()
    {
        var volume = Update(new("uu"), new("uu?"));
        Assert.Equal(Tell(new VolumeSketch("uu?").Build()), Tell(volume));
        AssertTold(Told(EventCode.GlusterVolumeBrickAddedFromCli, EventSeverity.Warning,
            "Detected new brick node3:/bricks/data of volume data of cluster lab."));
    }

    [Fact]
    public void A_brick_that_disappears_is_removed()
    {
        var volume = Update(new("uuu"), new("uu"));
        Assert.Equal(Tell(new VolumeSketch("uu").Build()), Tell(volume));
        AssertTold(Told(EventCode.GlusterVolumeBrickRemovedFromCli, EventSeverity.Alert,
            "Detected that brick node3:/bricks/data left volume data of cluster lab."));
    }

    [Fact]
    public void Bricks_that_changed_places_keep_their_rows()
    {
        var volume = new VolumeSketch("ud").Build();
        var described = Describe(new("ud"));
        comparer.Compare(ClusterId, [volume], [described with { Bricks = [described.Bricks[1], described.Bricks[0]] }]);
        Assert.Equal([1, 0], volume.Bricks.Select(static brick => brick.BrickOrder));
        Assert.Equal([GlusterBrickStatus.Up, GlusterBrickStatus.Down], volume.Bricks.Select(static brick => brick.Status));
        Assert.Empty(comparer.Events);
    }

    [Fact]
    public void A_brick_replaced_by_another_moves_the_others_on()
    {
        var volume = new VolumeSketch("uuu").Build();
        comparer.Compare(ClusterId, [volume], [Describe(new("uuu")) with { Bricks = [.. Describe(new("uuuu")).Bricks.Skip(1)] }]);
        Assert.Equal(
            ["node2:/bricks/data 0", "node3:/bricks/data 1", "node4:/bricks/data 2"],
            volume.Bricks.OrderBy(static brick => brick.BrickOrder).Select(static brick => $"{brick.Address} {brick.BrickOrder}"));
        Assert.Equal(
            [EventCode.GlusterVolumeBrickAddedFromCli, EventCode.GlusterVolumeBrickRemovedFromCli],
                comparer.Events.Select(static told => told.Code));
    }

    [Fact]
    public void Options_that_were_set_changed_or_reset_are_told_one_by_one()
    {
        var volume = new VolumeSketch("uu").Build();
        volume.Options.AddRange([Option("kept", "1"), Option("changed", "old"), Option("reset", "1")]);
        comparer.Compare(ClusterId, [volume], [Describe(new("uu"), ("kept", "1"), ("changed", "new"), ("set", "2"))]);
        Assert.Equal(["changed=new", "kept=1", "set=2"],
            volume.Options.Select(static option => $"{option.Name}={option.Value}").Order(StringComparer.Ordinal));
        Assert.All(volume.Options, option => Assert.Equal(Id, option.VolumeId));
        AssertTold(
            Told(EventCode.GlusterVolumeOptionChangedFromCli, EventSeverity.Warning,
                "Detected option changed changed to new on volume data of cluster lab."),
            Told(EventCode.GlusterVolumeOptionSetFromCli, EventSeverity.Warning,
                "Detected option set=2 set on volume data of cluster lab."),
            Told(EventCode.GlusterVolumeOptionResetFromCli, EventSeverity.Warning,
                "Detected option reset reset on volume data of cluster lab."));
    }

    [Fact]
    public void What_a_status_says_of_a_brick_is_taken_over()
    {
        var volume = new VolumeSketch("?").Build();
        comparer.Apply(volume, [State(1)]);
        Assert.Equivalent(WithProcesses(new VolumeSketch("u").Build()).Bricks, volume.Bricks, strict: true);
        Assert.Empty(comparer.Events);
    }

    [Fact]
    public void A_brick_that_goes_down_or_comes_back_is_told()
    {
        var volume = new VolumeSketch("ud?").Build();
        comparer.Apply(volume, [State(1) with { IsOnline = false, Pid = null, Port = null }, State(2),
            State(3) with { IsOnline = false, Pid = null, Port = null }]);
        Assert.Equal(
            [(GlusterBrickStatus.Down, null), (GlusterBrickStatus.Up, 4002), (GlusterBrickStatus.Down, (int?)null)],
            volume.Bricks.Select(static brick => (brick.Status, brick.Pid)));
        AssertTold(
            Told(EventCode.GlusterBrickStatusChanged, EventSeverity.Alert,
                "Brick node1:/bricks/data of volume data of cluster lab is down."),
            Told(EventCode.GlusterBrickStatusChanged, EventSeverity.Normal,
                "Brick node2:/bricks/data of volume data of cluster lab is up."),
            Told(EventCode.GlusterBrickStatusChanged, EventSeverity.Alert,
                "Brick node3:/bricks/data of volume data of cluster lab is down."));
    }

    [Fact]
    public void A_brick_of_a_node_that_is_away_is_down_and_keeps_its_size()
    {
        var volume = WithProcesses(new VolumeSketch("uu").Build());
        comparer.Apply(volume, [State(1)]);
        var brick = volume.Bricks[1];
        Assert.Equal(
            (GlusterBrickStatus.Down, null, null, 1000L, 400L, "/dev/vda", "xfs", "rw"),
            (brick.Status, brick.Pid, brick.Port, brick.TotalBytes, brick.FreeBytes, brick.Device, brick.FsName, brick.MountOptions));
        AssertTold(Told(EventCode.GlusterBrickStatusChanged, EventSeverity.Alert,
            "Brick node2:/bricks/data of volume data of cluster lab is down."));
    }

    [Fact]
    public void The_first_look_at_a_pool_tells_nothing()
    {
        var (added, removed) = comparer.Compare(ClusterId, [], [Peer(1, true), Peer(2, false)]);
        Assert.Equivalent(new[] { Server(1, PeerStatus.Connected), Server(2, PeerStatus.Disconnected) }, added, strict: true);
        Assert.Empty(removed);
        Assert.Empty(comparer.Events);
    }

    [Fact]
    public void Peers_that_join_and_leave_are_told()
    {
        var (known, gone) = (Server(1, PeerStatus.Connected), Server(2, PeerStatus.Connected));
        var (added, removed) = comparer.Compare(ClusterId, [known, gone], [Peer(1, true), Peer(3, true)]);
        Assert.Equivalent(new[] { Server(3, PeerStatus.Connected) }, added, strict: true);
        Assert.Equal([gone], removed);
        AssertTold(
            new(EventCode.GlusterServerAddedFromCli, EventSeverity.Warning, "Peer peer3 joined the pool of cluster lab."),
            new(EventCode.GlusterServerRemovedFromCli, EventSeverity.Alert, "Peer peer2 left the pool of cluster lab."));
    }

    [Fact]
    public void Peers_that_were_lost_or_came_back_are_told()
    {
        GlusterServer[] known = [Server(1, PeerStatus.Connected), Server(2, PeerStatus.Disconnected), Server(3, PeerStatus.Connected)];
        var (added, removed) = comparer.Compare(ClusterId, known,
            [Peer(1, false), Peer(2, true), Peer(3, true) with { Hostname = "renamed" }]);
        Assert.Equal((0, 0), (added.Count, removed.Count));
        Assert.Equal(
            [("peer1", PeerStatus.Disconnected), ("peer2", PeerStatus.Connected), ("renamed", PeerStatus.Connected)],
            known.Select(static server => (server.Hostname, server.Status)));
        AssertTold(
            new(EventCode.GlusterServerDisconnected, EventSeverity.Alert, "Peer peer1 of cluster lab is disconnected."),
            new(EventCode.GlusterServerConnected, EventSeverity.Normal, "Peer peer2 of cluster lab is connected again."));
    }

    [Theory]
    [InlineData(HostStatus.Up, null, EventCode.HostUp, EventSeverity.Normal, "answers and is up")]
    [InlineData(HostStatus.Connecting, "timed out", EventCode.HostConnecting, EventSeverity.Warning, "did not answer and is asked again: timed out")]
    [InlineData(HostStatus.NonResponsive, "timed out", EventCode.HostNonResponsive, EventSeverity.Error, "does not answer: timed out")]
    [InlineData(HostStatus.NonOperational, "foreign", EventCode.HostNonOperational, EventSeverity.Error, "cannot be used: foreign")]
    public void A_host_that_changed_is_told(HostStatus status, string? detail, EventCode code, EventSeverity severity, string words)
    {
        var host = Row(HostStatus.Unassigned);
        comparer.Apply(new(host, status, detail, Peers.Of(1)), Now);
        Assert.Equal((status, detail, Now, Peers.Of(1)), (host.Status, host.StatusDetail, host.StatusSince, host.PeerUuid));
        AssertTold(new EventDraft(code, severity, $"Host node1 of cluster lab {words}") { HostId = host.Id });
    }

    [Fact]
    public void A_host_that_was_put_into_maintenance_after_the_question_stays_there()
    {
        var host = Row(HostStatus.Maintenance);
        comparer.Apply(new(host, HostStatus.Up, Detail: null, Peers.Of(1)), Now);
        Assert.Equal(HostStatus.Maintenance, host.Status);
        Assert.Empty(comparer.Events);
    }

    [Fact]
    public void A_host_with_another_reason_is_not_told_again()
    {
        var host = Row(HostStatus.NonResponsive);
        host.StatusDetail = "timed out";
        comparer.Apply(new(host, HostStatus.NonResponsive, "glusterd is down", PeerUuid: null), Now);
        Assert.Equal((HostStatus.NonResponsive, "glusterd is down", default), (host.Status, host.StatusDetail, host.StatusSince));
        Assert.Empty(comparer.Events);
    }

    private GlusterVolume Update(VolumeSketch before, VolumeSketch after)
    {
        var volume = before.Build();
        AssertRows(comparer.Compare(ClusterId, [volume], [Describe(after)]), added: 0, unlisted: 0);
        return volume;
    }

    private void AssertTold(params EventDraft[] expected) => Assert.Equal(expected, comparer.Events);

    private static void AssertRows((IReadOnlyList<GlusterVolume> Added, IReadOnlyList<GlusterVolume> Unlisted) rows,
        int added, int unlisted) =>
        Assert.Equal((added, unlisted), (rows.Added.Count, rows.Unlisted.Count));

    private static EventDraft Told(EventCode code, EventSeverity severity, string text) => new(code, severity, text) { VolumeId = Id };

    private static VolumeDescription Describe(VolumeSketch sketch, params (string Key, string Value)[] options)
    {
        var volume = sketch.Build();
        return new(
            volume.Id, volume.Name, volume.Type, volume.Status, volume.ReplicaCount, volume.ArbiterCount, volume.DisperseCount,
            volume.RedundancyCount, volume.TransportTypes,
            [.. volume.Bricks.Select(static brick => new BrickDescription(brick.Address, brick.PeerUuid, brick.IsArbiter))],
            options.ToDictionary(static option => option.Key, static option => option.Value));
    }

    /// <summary>All of a volume but the ids that the engine gives to bricks.</summary>
    private static string Tell(GlusterVolume volume) => string.Join(' ',
    [
        volume.Id, volume.ClusterId, volume.Name, volume.Type, volume.Status,
        volume.ReplicaCount, volume.ArbiterCount, volume.DisperseCount, volume.RedundancyCount,
        .. volume.TransportTypes,
        .. volume.Options.Select(static option => $"{option.Name}={option.Value}"),
        .. volume.Bricks.Select(static brick =>
            $"{brick.Address} {brick.PeerUuid} {brick.BrickOrder} {brick.IsArbiter} {brick.Status} pid:{brick.Pid} port:{brick.Port}"),
    ]);

    private static GlusterVolume WithProcesses(GlusterVolume volume)
    {
        foreach (var (brick, state) in volume.Bricks.Select(static brick => (brick, State(brick.BrickOrder + 1))))
        {
            (brick.Pid, brick.Port) = (state.Pid, state.Port);
            (brick.TotalBytes, brick.FreeBytes) = (state.TotalBytes, state.FreeBytes);
            (brick.Device, brick.FsName, brick.MountOptions) = (state.Device, state.FsName, state.MountOptions);
        }

        return volume;
    }

    private static BrickState State(int number) =>
        new(TaskScene.Brick(number), Peers.Of(number), IsOnline: true, 4000 + number, 49150 + number, 1000, 400, "/dev/vda", "xfs", "rw");

    private static GlusterVolumeOption Option(string name, string value) => new() { VolumeId = Id, Name = name, Value = value };

    private static PeerDescription Peer(int number, bool isConnected) => new(Peers.Of(number), $"peer{number}", isConnected, IsSelf: false);

    private static GlusterServer Server(int number, PeerStatus status) =>
        new() { PeerUuid = Peers.Of(number), ClusterId = ClusterId, Hostname = $"peer{number}", Status = status };

    private static Host Row(HostStatus status) => new()
    {
        Id = Guid.CreateVersion7(),
        ClusterId = ClusterId,
        Name = "node1",
        Address = "node1",
        Transport = HostTransport.Cli,
        Status = status,
    };
}
