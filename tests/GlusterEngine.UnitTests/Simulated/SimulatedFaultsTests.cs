using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

public sealed class SimulatedFaultsTests
{
    private const string Lost = "gluster3.demo";

    private readonly SimulatedPool pool = new(SimulatedTopology.Demo);

    [Fact]
    public async Task A_host_that_is_down_is_missing_from_everything_but_the_pool()
    {
        var id = await pool.Start("data");
        pool.Faults.Host(Lost).IsDown = true;

        Assert.IsType<VdsReply<IReadOnlyList<PeerDescription>>.Unreachable>(await pool.Say(new PeerListVerb(), host: 2));
        Assert.False((await pool.Ask(new PeerListVerb())).Single(peer => peer.Hostname == Lost).IsConnected);
        Assert.Equal(2, (await pool.Status("data")).Nodes.Count);
        Assert.Equal(2, (await pool.Ask(new VolumeStatusVerb("data"))).Count);
        Assert.Equal(id, (await pool.Listed("data"))!.Id);
        Assert.Contains("<nodeCount>3</nodeCount>", (await pool.Run(0, "volume", "rebalance", "data", "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completed_task_is_in_progress_again_when_a_node_comes_back()
    {
        await pool.Start("data");
        pool.Gluster.SwitchDaemon(SimulatedPool.ClusterId, "data", Lost, SimulatedDaemonState.Stalled);
        pool.Faults.Host(Lost).IsDown = true;
        pool.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(GlusterTaskStatus.Completed, (await pool.Listed("data"))!.Status);

        pool.Faults.Host(Lost).IsDown = false;

        Assert.Equal(GlusterTaskStatus.InProgress, (await pool.Listed("data"))!.Status);
    }

    [Fact]
    public async Task A_migration_whose_only_node_is_down_looks_not_started()
    {
        await pool.Run(0, "volume", "remove-brick", "data", $"{Lost}:/bricks/data", "start");
        pool.Faults.Host(Lost).IsDown = true;

        Assert.Equal(GlusterTaskStatus.NotStarted, (await pool.Listed("data"))!.Status);
        Assert.DoesNotContain("<node>", (await pool.Run(0, "volume", "remove-brick", "data", $"{Lost}:/bricks/data", "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_host_answers_late_and_above_the_deadline_not_at_all()
    {
        pool.Faults.Host(Lost).Delay = TimeSpan.FromSeconds(8);
        var late = pool.Say(new TaskListVerb(), host: 2);
        pool.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.False(late.IsCompleted);
        pool.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<VdsReply<IReadOnlyList<VolumeTasks>>.Answered>(await late);

        pool.Faults.Host(Lost).Delay = TimeSpan.FromSeconds(11);
        var never = pool.Say(new TaskListVerb(), host: 2);
        pool.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<VdsReply<IReadOnlyList<VolumeTasks>>.Unknown>(await never);
    }

    [Fact]
    public async Task A_lost_reply_leaves_what_was_asked_done()
    {
        pool.Faults.Host(Lost).LosesReplies = true;

        Assert.IsType<VdsReply<Guid>.Unknown>(await pool.Say(new RebalanceStartVerb("data", FixLayout: false, Force: false), host: 2));

        Assert.Equal(GlusterTaskStatus.InProgress, (await pool.Listed("data"))!.Status);
    }

    [Fact]
    public async Task A_locked_volume_is_left_out_of_the_list_and_refused_when_asked_alone()
    {
        await pool.Start("data");
        pool.Faults.Volume("data").IsLocked = true;

        Assert.Equal("media", Assert.Single(await pool.Ask(new TaskListVerb())).Volume);
        Assert.Equal((30802, GlusterErrorMeaning.Locked), Numbered(await pool.Refusal(new TaskListVerb("data"))));
        Assert.Equal((30802, GlusterErrorMeaning.Locked), Numbered(await pool.Refusal(new RebalanceStatusVerb("data"))));
        Assert.Equal((30802, GlusterErrorMeaning.Locked), Numbered(await pool.Refusal(new RebalanceStopVerb("data"))));
        Assert.Equal(2, (await pool.Ask(new VolumeInfoVerb())).Count);
    }

    [Theory]
    [InlineData(SimulatedDaemonState.Stalled, GlusterTaskStatus.InProgress)]
    [InlineData(SimulatedDaemonState.Failed, GlusterTaskStatus.Failed)]
    public async Task A_dead_daemon_stands_still(SimulatedDaemonState state, GlusterTaskStatus status)
    {
        await pool.Start("data");
        pool.Time.Advance(TimeSpan.FromSeconds(20));
        pool.Gluster.SwitchDaemon(SimulatedPool.ClusterId, "data", Lost, state);
        var uuid = (await pool.Ask(new PeerListVerb())).Single(peer => peer.Hostname == Lost).Uuid;
        var before = (await pool.Status("data")).Nodes.Single(node => node.PeerUuid == uuid);

        pool.Time.Advance(TimeSpan.FromMinutes(5));

        var after = await pool.Status("data");
        Assert.Equal(before, after.Nodes.Single(node => node.PeerUuid == uuid));
        Assert.Equal(status, before.Status);
        Assert.Equal(2, after.Nodes.Count(node => node.Status == GlusterTaskStatus.Completed));
        Assert.Equal(status, (await pool.Listed("data"))!.Status);
    }

    [Fact]
    public async Task A_daemon_that_goes_on_has_lost_only_time()
    {
        await pool.Start("data");
        pool.Time.Advance(TimeSpan.FromSeconds(20));
        pool.Gluster.SwitchDaemon(SimulatedPool.ClusterId, "data", Lost, SimulatedDaemonState.Stalled);
        pool.Time.Advance(TimeSpan.FromMinutes(5));
        pool.Gluster.SwitchDaemon(SimulatedPool.ClusterId, "data", Lost, SimulatedDaemonState.Running);
        pool.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Single((await pool.Status("data")).Nodes, node => node.RunTime == 30);
        pool.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(GlusterTaskStatus.Completed, (await pool.Listed("data"))!.Status);
    }

    [Fact]
    public async Task A_frozen_daemon_hangs_a_status_and_locks_the_volume_for_three_minutes()
    {
        await pool.Start("data");
        pool.Gluster.SwitchDaemon(SimulatedPool.ClusterId, "data", Lost, SimulatedDaemonState.Frozen);
        Assert.NotNull(await pool.Listed("data"));

        var hanging = pool.Say(new RebalanceStatusVerb("data"));
        Assert.Equal(GlusterErrorMeaning.Locked, (await pool.Refusal(new RebalanceStatusVerb("data"))).Meaning);
        pool.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<VdsReply<TaskReport>.Unknown>(await hanging);

        pool.Time.Advance(TimeSpan.FromSeconds(169));
        Assert.Equal(GlusterErrorMeaning.Locked, (await pool.Refusal(new TaskListVerb("data"))).Meaning);
        pool.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await pool.Ask(new TaskListVerb("data")));
    }

    [Fact]
    public async Task A_stop_that_hung_takes_effect_when_the_daemon_wakes()
    {
        await pool.Start("data");
        pool.Gluster.SwitchDaemon(SimulatedPool.ClusterId, "data", Lost, SimulatedDaemonState.Frozen);
        var stop = pool.Say(new RebalanceStopVerb("data"));
        pool.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<VdsReply<TaskReport>.Unknown>(await stop);

        pool.Gluster.SwitchDaemon(SimulatedPool.ClusterId, "data", Lost, SimulatedDaemonState.Running);

        Assert.Null(await pool.Listed("data"));
    }

    [Fact]
    public async Task Pending_heals_are_counted_on_their_brick()
    {
        var bricks = SimulatedTopology.Demo.Volumes.Single(volume => volume.Name == "media").Bricks.Select(brick => brick.Address).ToList();
        pool.Faults.Brick(bricks[4]).PendingHeals = 7;
        pool.Faults.Host(Lost).IsDown = true;

        var counts = await pool.Ask(new HealCountVerb("media"));

        Assert.Equal(bricks.Select((brick, index) => new BrickHealCount(brick, brick.Host == Lost ? null : index == 4 ? 7 : 0)), counts);
    }

    [Fact]
    public async Task A_migration_empties_its_brick_as_it_goes_but_for_what_failed_was_skipped_or_is_left_by_a_fault()
    {
        var brick = SimulatedTopology.Demo.Volumes.Single(volume => volume.Name == "data").Bricks[2].Address;
        var (faults, before) = (pool.Faults.Volume("data"), await Scan(brick));
        (faults.FilesThatFail, faults.FilesSkipped) = (9, 6);
        (pool.Faults.Brick(brick).LeftoverFiles, pool.Faults.Brick(brick).LeftoverBytes) = (150, 5000);
        await pool.Ask(new RemoveBrickStartVerb("data", [brick]));
        pool.Time.Advance(TimeSpan.FromSeconds(20));
        var during = await Scan(brick);
        pool.Time.Advance(TimeSpan.FromMinutes(10));

        var node = Assert.Single((await pool.Ask(new RemoveBrickStatusVerb("data", [brick]))).Nodes);
        var after = await Scan(brick);

        Assert.Equal((GlusterTaskStatus.Completed, 3, 2), (node.Status, node.Failed, node.Skipped));
        Assert.Equal((155, 5000 + (5L * (24 << 20))), (after.Files, after.Bytes));
        Assert.Equal(100, after.FirstPaths.Count);
        Assert.InRange(during.Files, after.Files + 1, before.Files + 149);
    }

    [Fact]
    public async Task A_brick_that_is_no_part_of_the_volume_cannot_be_looked_at()
    {
        var volume = (await pool.Ask(new VolumeInfoVerb("data")))[0];

        Assert.IsType<VdsReply<BrickScan>.Unreachable>(
            await pool.Client.ScanBrickAsync(pool.Hosts[0], new BrickAddress("gluster1.demo", "/bricks/other"), volume.Id, default));
        Assert.IsType<VdsReply<BrickScan>.Unreachable>(
            await pool.Client.ScanBrickAsync(pool.Hosts[0], volume.Bricks[0].Address, Guid.NewGuid(), default));
    }

    [Fact]
    public void A_daemon_of_no_task_cannot_be_switched()
    {
        var refusal = Assert.Throws<InvalidOperationException>(
            () => pool.Gluster.SwitchDaemon(SimulatedPool.ClusterId, "data", Lost, SimulatedDaemonState.Failed));

        Assert.Contains("data", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<BrickScan> Scan(BrickAddress brick)
    {
        var volume = (await pool.Ask(new VolumeInfoVerb("data")))[0];
        var reply = await pool.Client.ScanBrickAsync(pool.Hosts.Single(host => host.Address == brick.Host), brick, volume.Id, default);
        return Assert.IsType<VdsReply<BrickScan>.Answered>(reply).Value;
    }

    private static (int Errno, GlusterErrorMeaning Meaning) Numbered(GlusterError error) => (error.OpErrno, error.Meaning);
}
