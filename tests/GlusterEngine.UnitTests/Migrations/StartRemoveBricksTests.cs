using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Volumes;
using GlusterEngine.UnitTests.Engine;
using Xunit;
using static GlusterEngine.UnitTests.Migrations.SizedVolume;

namespace GlusterEngine.UnitTests.Migrations;

public sealed class StartRemoveBricksTests
{
    private const string AllBricks = "ACTION_TYPE_FAILED_CAN_NOT_REMOVE_ALL_BRICKS_FROM_VOLUME";
    private const string NotWholeSets = "ACTION_TYPE_FAILED_BRICKS_NOT_WHOLE_SETS";
    private static readonly VolumeSketch Nine = new("uuu uuu uuu") { Type = GlusterVolumeType.DistributedReplicate, Replica = 3 };

    [Theory]
    [InlineData("uu", 1)]
    [InlineData("uuuu", 2)]
    public void A_brick_of_a_distributed_volume_can_leave(string bricks, int number) => AssertKeys([], new(bricks), Named(number));

    [Fact]
    public void A_whole_replica_set_can_leave() => AssertKeys([], Nine, Named(4, 5, 6));

    [Fact]
    public void Two_whole_sets_can_leave_in_any_order() => AssertKeys([], Nine, Named(9, 1, 8, 2, 7, 3));

    [Fact]
    public void A_set_with_its_arbiter_can_leave() => AssertKeys([], Arbitrated, Named(1, 2, 3));

    [Fact]
    public void A_whole_disperse_set_can_leave() => AssertKeys([], Dispersed, Named(4, 5, 6));

    [Theory]
    [InlineData("u", new[] { 1 })]
    [InlineData("uuu", new[] { 1, 2, 3 })]
    public void Not_all_bricks_can_leave(string bricks, int[] numbers) => Assert.Equal(
        [
            new(AllBricks, "Cannot start removing Brick(s). Cannot remove all the bricks from a Volume. Delete volume data instead, or leave a brick.",
                RefusalKind.Conflict),
        ],
        Start(SizedVolume.Of(new(bricks), [.. numbers.Select(static _ => (1000L, 100L))]), Named(numbers)));

    [Fact]
    public void A_single_disperse_set_can_not_leave_at_all()
    {
        var sketch = new VolumeSketch("uuu") { Type = GlusterVolumeType.Disperse, Disperse = 3, Redundancy = 1 };
        AssertKeys([AllBricks], sketch, Named(1, 2, 3));
        AssertKeys([NotWholeSets], sketch, Named(1));
    }

    [Fact]
    public void Bricks_leave_in_whole_sets_and_the_right_ones_are_named() => Assert.Equal(
        [
            new(NotWholeSets,
                "Cannot start removing Brick(s). Bricks of volume data leave in whole sets only; "
                + $"name all of: {NamesOf(1, 2, 3)} | {NamesOf(7, 8, 9)}.",
                RefusalKind.BadParameters),
        ],
        Start(Nine.Build(), Named(1, 2, 4, 5, 6, 9)));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_arbiter_does_not_leave_alone_nor_without_its_data(int number) => AssertKeys([NotWholeSets], Arbitrated, Named(number));

    [Fact]
    public void Some_brick_must_be_named() => AssertKeys(["ACTION_TYPE_FAILED_BRICKS_REQUIRED"], new("uu"), []);

    [Fact]
    public void A_brick_must_be_one_of_the_volume() => AssertKeys(["ACTION_TYPE_FAILED_GLUSTER_BRICK_INVALID"], new("uu"), Named(7));

    [Fact]
    public void Each_other_brick_of_a_distributed_volume_is_needed_to_take_the_files() => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_ONE_OR_MORE_BRICKS_ARE_DOWN",
                $"Cannot start removing Gluster Volume. One or more bricks are down. Bring up {NameOf(3)} of volume data first.", RefusalKind.Conflict),
        ],
        Start(new VolumeSketch("uudu").Build(), Named(1)));

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(4)]
    public void The_replica_count_may_be_sent_as_it_is(int? replicaCount) => AssertKeys([], Four, Named(1, 2, 3, 4), replicaCount);

    [Theory]
    [InlineData(3, "ACTION_TYPE_FAILED_CAN_NOT_REDUCE_REPLICA_COUNT_WITH_DATA_MIGRATION",
        "Data migration is not needed while reducing the replica count. Remove the bricks with force=true and a reason.")]
    [InlineData(2, "ACTION_TYPE_FAILED_CAN_NOT_REDUCE_REPLICA_COUNT_MORE_THAN_ONE",
        "Replica count cannot be reduced by more than one. That of volume data is 4.")]
    [InlineData(5, "ACTION_TYPE_FAILED_CAN_NOT_INCREASE_REPLICA_COUNT",
        "Replica count cannot be increased when removing bricks. That of volume data is 4.")]
    public void A_migration_does_not_change_the_replica_count(int replicaCount, string key, string text) => Assert.Equal(
        [new(key, $"Cannot start removing Brick(s). {text}", RefusalKind.Conflict)],
        Start(Four.Build(), Named(1, 2, 3, 4), replicaCount));

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void A_volume_without_copies_has_a_replica_count_of_one(int replica) =>
        AssertKeys([], new VolumeSketch("uu") { Replica = replica }, Named(1), replicaCount: 1);

    [Fact]
    public void What_does_not_fit_is_not_started() => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_MIGRATION_DOES_NOT_FIT",
                "Cannot start removing Brick(s). It does not fit: 600 bytes in at most 100 files are to move, and the remaining sets can take 200 bytes "
                + "above their thresholds. Free space or add bricks first, or say force_plan=true.",
                RefusalKind.Conflict),
        ],
        Start(Full, Named(1)));

    [Fact]
    public void What_does_not_fit_can_be_ordered_all_the_same() => Assert.Empty(
        RemoveBrickRefusals.Start(Snapshot(Full), new(VolumeSketch.ClusterId, VolumeSketch.Id, Named(1)) { ForcePlan = true }));

    [Fact]
    public void What_nobody_knows_not_to_fit_is_started() => Assert.Empty(RemoveBrickRefusals.Start(
        Snapshot(Full) with { SharedFileSystems = new HashSet<(Guid, string)> { (Peers.Of(1), DeviceOf(1)) } },
        new(VolumeSketch.ClusterId, VolumeSketch.Id, Named(1))));

    [Theory]
    [InlineData("lazy")]
    [InlineData("normal")]
    [InlineData("aggressive")]
    [InlineData(null)]
    public void Gluster_knows_three_throttles(string? throttle) => Assert.Empty(Throttled(throttle));

    [Theory]
    [InlineData("fast")]
    [InlineData("Lazy")]
    [InlineData("")]
    public void There_is_no_other_throttle(string throttle) => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_BAD_THROTTLE",
                $"Cannot start removing. There is no throttle '{throttle}': use lazy, normal, aggressive.", RefusalKind.BadParameters),
        ],
        Throttled(throttle));

    [Fact]
    public void All_reasons_are_told_at_once() => AssertKeys(
        [
            "ACTION_TYPE_FAILED_GLUSTER_BRICK_INVALID",
            "ACTION_TYPE_FAILED_CAN_NOT_INCREASE_REPLICA_COUNT",
            NotWholeSets,
            "ACTION_TYPE_FAILED_ONE_OR_MORE_BRICKS_ARE_DOWN",
        ],
        new VolumeSketch("uu dd") { Type = GlusterVolumeType.DistributedReplicate, Replica = 2 },
        Named(1, 9),
        replicaCount: 3);

    private static VolumeSketch Four { get; } = new("uuuu uuuu") { Type = GlusterVolumeType.DistributedReplicate, Replica = 4 };

    private static GlusterVolume Full { get; } = SizedVolume.Of(new("uu"), (1000, 400), (1000, 300));

    private static IEnumerable<Refusal> Throttled(string? throttle) => RemoveBrickRefusals.Start(
        Snapshot(new VolumeSketch("uu").Build()), new(VolumeSketch.ClusterId, VolumeSketch.Id, Named(1)) { Throttle = throttle });

    private static void AssertKeys(string[] keys, VolumeSketch sketch, IReadOnlyList<BrickReference> bricks, int? replicaCount = null) =>
        Assert.Equal(keys, Start(sketch.Build(), bricks, replicaCount).Select(static refusal => refusal.Key));

    private static IEnumerable<Refusal> Start(GlusterVolume volume, IReadOnlyList<BrickReference> bricks, int? replicaCount = null) =>
        RemoveBrickRefusals.Start(Snapshot(volume), new(VolumeSketch.ClusterId, VolumeSketch.Id, bricks) { ReplicaCount = replicaCount });

    private static VolumeSnapshot Snapshot(GlusterVolume volume) => new(volume, "lab", [VolumeSketch.Host("node1")], OpenTask: null) { ReadAt = DateTimeOffset.UnixEpoch };
}
