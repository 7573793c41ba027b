using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.UnitTests.Engine;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Migrations.SizedVolume;

namespace GlusterEngine.UnitTests.Migrations;

public sealed class ForceRemoveBricksTests
{
    private const string NotWholeSets = "ACTION_TYPE_FAILED_BRICKS_NOT_WHOLE_SETS";
    private static readonly VolumeSketch OneSet = new("uuU") { Type = GlusterVolumeType.Replicate, Replica = 3, Arbiters = 1 };

    [Theory]
    [InlineData("uu", 1)]
    [InlineData("ud", 2)]
    public void A_brick_is_removed_by_force_with_a_reason(string bricks, int number) => AssertKeys([], new(bricks), Named(number));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void Without_a_reason_nothing_is_removed_by_force(string? reason) => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_REASON_REQUIRED",
                "Cannot remove Brick(s). force=true loses the files on them, so it takes a reason: it goes into the audit log.", RefusalKind.BadParameters),
        ],
        Force(new("uu"), Named(1), replicaCount: null, reason));

    [Fact]
    public void The_last_brick_is_not_removed_even_by_force() =>
        AssertKeys(["ACTION_TYPE_FAILED_CAN_NOT_REMOVE_ALL_BRICKS_FROM_VOLUME"], new("u"), Named(1));

    [Fact]
    public void Some_brick_must_be_named() => AssertKeys(["ACTION_TYPE_FAILED_BRICKS_REQUIRED"], new("uu"), []);

    [Fact]
    public void A_disperse_volume_gives_no_brick_away() => AssertKeys(
        ["ACTION_TYPE_FAILED_REMOVE_BRICK_FROM_DISPERSE_VOLUME_NOT_SUPPORTED", NotWholeSets],
        new VolumeSketch("uuu") { Type = GlusterVolumeType.Disperse, Disperse = 3, Redundancy = 1 },
        Named(1));

    [Fact]
    public void A_whole_disperse_set_can_be_removed() => AssertKeys([], Dispersed, Named(1, 2, 3));

    [Fact]
    public void Bricks_leave_in_whole_sets_by_force_too() => Assert.Equal(
        [
            new(NotWholeSets,
                $"Cannot remove Brick(s). Bricks of volume data leave in whole sets only; name all of: {NamesOf(3, 4)}.", RefusalKind.BadParameters),
        ],
        Force(Replicated, Named(3)));

    [Theory]
    [InlineData(new[] { 1, 3, 5 })]
    [InlineData(new[] { 2, 3, 6 })]
    public void One_copy_of_each_set_can_be_given_up(int[] numbers) => AssertKeys([], Replicated, Named(numbers), replicaCount: 1);

    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 1, 2 })]
    [InlineData(new[] { 1, 2, 3 })]
    [InlineData(new[] { 1, 3, 5, 6 })]
    public void All_copies_of_a_file_are_not_given_up_where_one_was_meant(int[] numbers) => Assert.Equal(
        [
            new(NotWholeSets,
                "Cannot remove Brick(s). To reduce the replica count of volume data by one, name one brick of each of: "
                + $"{NamesOf(1, 2)} | {NamesOf(3, 4)} | {NamesOf(5, 6)}.",
                RefusalKind.BadParameters),
        ],
        Force(Replicated, Named(numbers), replicaCount: 1));

    [Fact]
    public void The_arbiter_goes_before_the_copies()
    {
        AssertKeys([], OneSet, Named(3), replicaCount: 2);
        Assert.Equal(
            [
                new(NotWholeSets,
                    $"Cannot remove Brick(s). To reduce the replica count of volume data by one, name one brick of each of: {NameOf(3)}.",
                    RefusalKind.BadParameters),
            ],
            Force(OneSet, Named(1), replicaCount: 2));
    }

    [Theory]
    [InlineData(1, "ACTION_TYPE_FAILED_CAN_NOT_REDUCE_REPLICA_COUNT_MORE_THAN_ONE")]
    [InlineData(4, "ACTION_TYPE_FAILED_CAN_NOT_INCREASE_REPLICA_COUNT")]
    public void The_replica_count_goes_down_one_at_a_time(int replicaCount, string key) =>
        Assert.Equal(key, Force(OneSet, Named(3), replicaCount).First().Key);

    [Fact]
    public void The_verb_names_exactly_the_chosen_bricks() => Assert.Equal(
        ["volume", "remove-brick", "data", NameOf(1), NameOf(2), "force"], Verb(Replicated, [2, 1], replicaCount: 2).CommandLine);

    [Fact]
    public void The_verb_names_the_replica_count_that_is_left() => Assert.Equal(
        ["volume", "remove-brick", "data", "replica", "1", NameOf(1), NameOf(3), NameOf(6), "force"], Verb(Replicated, [1, 3, 6], replicaCount: 1).CommandLine);

    [Fact]
    public void A_task_that_only_some_hosts_still_show_is_in_the_way()
    {
        var haunted = new VolumeSketch("uu").Snapshot() with { Ghosts = [("node2", TaskScene.Own)] };

        var refusal = Assert.Single(RemoveBrickRefusals.Force(haunted, Parameters(Named(1), replicaCount: null, "broken disk")));

        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Contains($"Host node2 still shows task {TaskScene.Own}", refusal.Text, StringComparison.Ordinal);
        Assert.Contains("cureghost", refusal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GlusterTaskType.RemoveBrick, GlusterTaskStatus.InProgress)]
    [InlineData(GlusterTaskType.RemoveBrick, GlusterTaskStatus.Completed)]
    [InlineData(GlusterTaskType.RemoveBrick, GlusterTaskStatus.NotStarted)]
    [InlineData(GlusterTaskType.Rebalance, GlusterTaskStatus.InProgress)]
    [InlineData(GlusterTaskType.Rebalance, GlusterTaskStatus.FixLayoutInProgress)]
    [InlineData(GlusterTaskType.Unknown, GlusterTaskStatus.InProgress)]
    public void A_task_that_gluster_still_has_is_in_the_way(GlusterTaskType type, GlusterTaskStatus status) => Assert.Equal(
        new(-1, 0, $"Gluster has task {TaskScene.Own} ({type}, {status}) on the volume; end it first.", GlusterErrorMeaning.LookForbids),
        TaskInTheWay(new GlusterTask(TaskScene.Own, type, status, [])));

    [Theory]
    [InlineData(GlusterTaskStatus.Completed)]
    [InlineData(GlusterTaskStatus.Failed)]
    public void A_rebalance_that_is_over_is_not_in_the_way(GlusterTaskStatus status) => Assert.Null(TaskInTheWay(TaskScene.Task(TaskScene.Own, status)));

    [Fact]
    public void A_volume_without_task_is_free() => Assert.Null(TaskInTheWay());

    private static GlusterError? TaskInTheWay(params GlusterTask[] tasks) => GlusterVolumeRemoveBricksCommand.TaskInTheWay([new VolumeTasks("data", tasks)]);

    private static RemoveBrickForceVerb Verb(VolumeSketch sketch, int[] numbers, int? replicaCount) =>
        GlusterVolumeRemoveBricksCommand.VerbOf(sketch.Snapshot(), Parameters(Named(numbers), replicaCount, "broken disk"));

    private static void AssertKeys(string[] keys, VolumeSketch sketch, IReadOnlyList<BrickReference> bricks, int? replicaCount = null) =>
        Assert.Equal(keys, Force(sketch, bricks, replicaCount).Select(static refusal => refusal.Key));

    private static IEnumerable<Refusal> Force(
        VolumeSketch sketch, IReadOnlyList<BrickReference> bricks, int? replicaCount = null, string? reason = "broken disk") =>
        RemoveBrickRefusals.Force(sketch.Snapshot(), Parameters(bricks, replicaCount, reason));

    private static RemoveBricksParameters Parameters(IReadOnlyList<BrickReference> bricks, int? replicaCount, string? reason) =>
        new(VolumeSketch.ClusterId, VolumeSketch.Id, bricks, replicaCount, reason);
}
