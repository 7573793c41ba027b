using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class RebalanceRefusalsTests
{
    private static readonly Refusal NotRunning = new(
        "ACTION_TYPE_FAILED_GLUSTER_VOLUME_REBALANCE_NOT_STARTED",
        "Cannot stop rebalance Gluster Volume. Rebalance is not running on the volume data in cluster lab.",
        RefusalKind.Conflict);

    [Theory]
    [InlineData(GlusterVolumeType.Distribute)]
    [InlineData(GlusterVolumeType.DistributedReplicate)]
    [InlineData(GlusterVolumeType.DistributedStripe)]
    [InlineData(GlusterVolumeType.DistributedStripedReplicate)]
    [InlineData(GlusterVolumeType.DistributedDisperse)]
    public void A_distributed_volume_can_be_rebalanced(GlusterVolumeType type) =>
        Assert.Empty(Start(new VolumeSketch("uuuu") { Type = type }));

    [Theory]
    [InlineData(GlusterVolumeType.Replicate)]
    [InlineData(GlusterVolumeType.Stripe)]
    [InlineData(GlusterVolumeType.StripedReplicate)]
    [InlineData(GlusterVolumeType.Disperse)]
    [InlineData(GlusterVolumeType.Unknown)]
    public void A_volume_that_is_not_distributed_cannot_be_rebalanced(GlusterVolumeType type) => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_NOT_DISTRIBUTED",
                "Cannot rebalance Gluster Volume. Gluster Volume is not distributed. "
                + $"Volume data is of type {type}: there is nothing to spread.",
                RefusalKind.BadParameters),
        ],
        Start(new VolumeSketch("uu") { Type = type }));

    [Fact]
    public void A_volume_of_a_single_brick_cannot_be_rebalanced() => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_DISTRIBUTED_AND_HAS_SINGLE_BRICK",
                "Cannot rebalance Gluster Volume. Gluster Volume has a single brick. Add a brick to volume data first.",
                RefusalKind.BadParameters),
        ],
        Start(new("u")));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_fix_of_the_layout_or_force_alone_is_allowed(bool fixLayout, bool force) =>
        Assert.Empty(Start(new("uu"), fixLayout, force));

    [Fact]
    public void A_fix_of_the_layout_cannot_be_forced() => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_GLUSTER_FIX_LAYOUT_WITH_FORCE",
                "Cannot rebalance Gluster Volume. fix_layout and force exclude each other: a fix of the layout moves no file. Leave one out.",
                RefusalKind.BadParameters),
        ],
        Start(new("uu"), fixLayout: true, force: true));

    [Theory]
    [InlineData("lazy")]
    [InlineData("normal")]
    [InlineData("aggressive")]
    public void A_throttle_that_gluster_knows_is_allowed(string throttle) => Assert.Empty(Throttled(throttle));

    [Theory]
    [InlineData("")]
    [InlineData("Lazy")]
    [InlineData("fast")]
    public void A_throttle_that_gluster_does_not_know_is_refused(string throttle) => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_BAD_THROTTLE",
                $"Cannot rebalance Gluster Volume. There is no throttle '{throttle}': use lazy, normal, aggressive.",
                    RefusalKind.BadParameters),
        ],
        Throttled(throttle));

    [Fact]
    public void All_reasons_are_told_at_once() => Assert.Equal(
        [
            "ACTION_TYPE_FAILED_GLUSTER_FIX_LAYOUT_WITH_FORCE",
            "ACTION_TYPE_FAILED_GLUSTER_VOLUME_NOT_DISTRIBUTED",
            "ACTION_TYPE_FAILED_ONE_OR_MORE_BRICKS_ARE_DOWN",
        ],
        Start(new VolumeSketch("dd") { Type = GlusterVolumeType.Replicate, Replica = 2 }, fixLayout: true, force: true)
            .Select(static refusal => refusal.Key));

    [Fact]
    public void A_running_rebalance_can_be_stopped() => Assert.Empty(Stop(TaskScene.Following));

    [Fact]
    public void A_rebalance_whose_start_or_stop_is_under_way_is_left_to_the_lock()
    {
        Assert.Empty(Stop(TaskScene.Starting));
        Assert.Empty(Stop(TaskScene.Stopping));
    }

    [Fact]
    public void Where_nothing_runs_there_is_nothing_to_stop() => Assert.Equal([NotRunning], Stop(open: null));

    [Fact]
    public void A_migration_is_not_stopped_as_a_rebalance() =>
        Assert.Equal([NotRunning], Stop(TaskScene.Following with { TaskType = GlusterTaskType.RemoveBrick }));

    [Theory]
    [InlineData(JobExecutionStatus.Finished)]
    [InlineData(JobExecutionStatus.Failed)]
    [InlineData(JobExecutionStatus.Aborted)]
    [InlineData(JobExecutionStatus.Unknown)]
    public void A_rebalance_that_is_over_cannot_be_stopped(JobExecutionStatus status) =>
        Assert.Equal([NotRunning], Stop(TaskScene.Following with { State = TaskScene.Following.State with { Status = status } }));

    [Fact]
    public void A_rebalance_without_task_id_cannot_be_stopped() =>
        Assert.Equal([NotRunning], Stop(TaskScene.Following with { State = TaskScene.Following.State with { ExternalId = null } }));

    private static IEnumerable<Refusal> Start(VolumeSketch volume, bool fixLayout = false, bool force = false) =>
        RebalanceRefusals.Start(volume.Build(), new(VolumeSketch.ClusterId, VolumeSketch.Id, fixLayout, force));

    private static IEnumerable<Refusal> Throttled(string throttle) => RebalanceRefusals.Start(
        new VolumeSketch("uu").Build(), new(VolumeSketch.ClusterId, VolumeSketch.Id, FixLayout: false,
            Force: false)
        { Throttle = throttle });

    private static IEnumerable<Refusal> Stop(OpenTask? open) => RebalanceRefusals.Stop(new VolumeSketch("uu").Snapshot(open));
}
