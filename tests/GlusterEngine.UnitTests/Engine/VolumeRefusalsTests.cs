using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class VolumeRefusalsTests
{
    private static readonly Guid JobId = new("70b00000-0000-0000-0000-000000000001");

    private static readonly Guid StepId = new("57e90000-0000-0000-0000-000000000001");

    [Fact]
    public void A_started_volume_with_a_free_lock_and_a_host_refuses_nothing() => Assert.Empty(Common(new("uu")));

    [Theory]
    [InlineData(GlusterVolumeStatus.Down, "down")]
    [InlineData(GlusterVolumeStatus.Unknown, "unknown")]
    public void A_stopped_volume_cannot_be_rebalanced(GlusterVolumeStatus status, string word) => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_SHOULD_BE_STARTED",
                $"Cannot rebalance Gluster Volume. Gluster Volume should be started. Volume data is {word}.", RefusalKind.Conflict),
        ],
        Common(new VolumeSketch("uu") { Status = status }));

    [Fact]
    public void Nothing_is_removed_from_a_stopped_volume_whose_tasks_gluster_does_not_list() => Assert.Equal(
        ["ACTION_TYPE_FAILED_GLUSTER_VOLUME_SHOULD_BE_STARTED"],
        Common(new VolumeSketch("uu") { Status = GlusterVolumeStatus.Down }, TaskOperation.ForceRemove).Select(static refusal => refusal.Key));

    [Fact]
    public void Without_a_host_that_is_up_nothing_can_be_asked() => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_NO_UP_SERVER_FOUND",
                "Cannot rebalance Gluster Volume. No up server found in lab. Bring one of its hosts up, or add one.", RefusalKind.Conflict),
        ],
        VolumeRefusals.Common(new VolumeSketch("uu").Snapshot(), holder: null, TaskOperation.Start, "rebalance"));

    [Theory]
    [InlineData(TaskOperation.Start, null)]
    [InlineData(TaskOperation.Start, TaskOperation.Start)]
    [InlineData(TaskOperation.Start, TaskOperation.Stop)]
    [InlineData(TaskOperation.ForceRemove, null)]
    public void A_second_task_is_not_started_on_a_volume(TaskOperation operation, TaskOperation? intent) =>
        Assert.Equal([Held(intent)], Common(new("uu"), operation, intent, isHeld: true));

    [Theory]
    [InlineData(TaskOperation.Stop)]
    [InlineData(TaskOperation.Commit)]
    public void A_task_that_runs_does_not_forbid_its_own_end(TaskOperation operation) =>
        Assert.Empty(Common(new("uu"), operation, intent: null, isHeld: true));

    [Theory]
    [InlineData(TaskOperation.Start)]
    [InlineData(TaskOperation.Stop)]
    public void What_is_not_answered_yet_forbids_a_stop(TaskOperation intent) =>
        Assert.Equal([Held(intent)], Common(new("uu"), TaskOperation.Stop, intent, isHeld: true));

    [Fact]
    public void All_reasons_are_told_at_once() => Assert.Equal(
        [
            "ACTION_TYPE_FAILED_GLUSTER_VOLUME_SHOULD_BE_STARTED",
            "ACTION_TYPE_FAILED_VOLUME_OPERATION_IN_PROGRESS",
            "ACTION_TYPE_FAILED_NO_UP_SERVER_FOUND",
        ],
        VolumeRefusals.Common(new VolumeSketch("uu") { Status = GlusterVolumeStatus.Down }.Snapshot(), Holder(intent: null),
            TaskOperation.Start, "rebalance")
            .Select(static refusal => refusal.Key));

    [Theory]
    [InlineData("uuuuu", "")]
    [InlineData("uuduu", "3")]
    [InlineData("duuud", "1 5")]
    public void Each_brick_of_a_distributed_volume_is_needed(string bricks, string down) => AssertDown(down, new(bricks));

    [Theory]
    [InlineData("uuuu uuuu uuuu", "")]
    [InlineData("dddu uuuu uuuu", "")]
    [InlineData("dddu uddd uuuu", "")]
    [InlineData("dddd uuuu uuuu", "1 2 3 4")]
    [InlineData("dddd uuuu dddd", "1 2 3 4 9 10 11 12")]
    [InlineData("uuuu dddd udud", "5 6 7 8")]
    public void A_replica_set_needs_one_brick(string bricks, string down) =>
        AssertDown(down, new(bricks) { Type = GlusterVolumeType.DistributedReplicate, Replica = 4 });

    [Theory]
    [InlineData("duU uuU", "")]
    [InlineData("uuD uuD", "")]
    [InlineData("ddU uuU", "1 2")]
    [InlineData("ddD uuU", "1 2 3")]
    public void An_arbiter_has_no_files_to_serve(string bricks, string down) => AssertDown(
        down,
        new(bricks) { Type = GlusterVolumeType.DistributedReplicate, Replica = 3, Arbiters = 1 });

    [Theory]
    [InlineData("uuuuuu uuuuuu", "")]
    [InlineData("dduuuu uuuudd", "")]
    [InlineData("ddduuu uuuuuu", "1 2 3")]
    [InlineData("dduuuu ududud", "8 10 12")]
    public void A_disperse_set_can_lose_its_redundancy_and_no_more(string bricks, string down) => AssertDown(
        down,
        new(bricks) { Type = GlusterVolumeType.DistributedDisperse, Disperse = 6, Redundancy = 2 });

    [Theory]
    [InlineData("uuuuu", "")]
    [InlineData("uuudu", "")]
    [InlineData("uuudd", "4 5")]
    [InlineData("uuuud", "")]
    public void Bricks_that_do_not_fill_a_last_set_are_a_set_of_their_own(string bricks, string down) =>
        AssertDown(down, new(bricks) { Type = GlusterVolumeType.DistributedReplicate, Replica = 3 });

    [Fact]
    public void A_disperse_set_that_is_not_full_breaks_nothing() =>
        AssertDown("", new("uuuu") { Type = GlusterVolumeType.DistributedDisperse, Disperse = 3, Redundancy = 1 });

    [Fact]
    public void A_brick_of_unknown_state_counts_as_up() => AssertDown("3", new("?ud"));

    [Fact]
    public void Sets_are_made_in_brick_order()
    {
        var volume = new VolumeSketch("ddud") { Type = GlusterVolumeType.DistributedReplicate, Replica = 2 }.Build();
        (volume.Bricks[1].BrickOrder, volume.Bricks[2].BrickOrder) = (2, 1);
        AssertBricksDown("2 4", volume);
    }

    private static void AssertDown(string down, VolumeSketch volume) => AssertBricksDown(down, volume.Build());

    private static void AssertBricksDown(string down, GlusterVolume volume)
    {
        var bricks = string.Join(", ", down.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static number => $"node{number}:/bricks/data"));
        Refusal[] expected =
        [
            new("ACTION_TYPE_FAILED_ONE_OR_MORE_BRICKS_ARE_DOWN",
                $"Cannot rebalance Gluster Volume. One or more bricks are down. Bring up {bricks} of volume data first.",
                RefusalKind.Conflict),
        ];
        Assert.Equal(down.Length == 0 ? [] : expected, VolumeRefusals.BricksDown(volume, "rebalance"));
    }

    private static IEnumerable<Refusal> Common(
        VolumeSketch volume, TaskOperation operation = TaskOperation.Start, TaskOperation? intent = null, bool isHeld = false) =>
        VolumeRefusals.Common(volume.Snapshot(open: null, VolumeSketch.Host("node1")), isHeld ? Holder(intent) : null,
            operation, "rebalance");

    private static Refusal Held(TaskOperation? intent) => new(
        "ACTION_TYPE_FAILED_VOLUME_OPERATION_IN_PROGRESS",
        $"Cannot rebalance Gluster Volume. A task is in progress on the volume data in cluster lab. Job {JobId} holds it: Rebalancing "
        + $"(step {StepId}, since 2026-05-04 10:00:00Z, engine e1, host node1, generation 7)",
        RefusalKind.Conflict)
    {
        Holder = Holder(intent),
    };

    private static LeaseHolder Holder(TaskOperation? intent) => new()
    {
        ClusterId = VolumeSketch.ClusterId,
        VolumeId = VolumeSketch.Id,
        JobId = JobId,
        StepId = StepId,
        JobDescription = "Rebalancing",
        Intent = intent,
        EngineId = "e1",
        HostId = new("05700000-0000-0000-0000-000000000001"),
        HostName = "node1",
        Generation = 7,
        Since = TaskScene.Now,
    };
}
