using GlusterEngine.Engine;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.UnitTests.Engine;
using Xunit;
using static GlusterEngine.UnitTests.Migrations.SizedVolume;

namespace GlusterEngine.UnitTests.Migrations;

public sealed class MigrationPlanTests
{
    private const string Shared = "How much is to move is not known: bricks share a file system, or have not reported it.";
    private const string Unreported = "How much is to move is not known: not all bricks have reported their capacity.";
    private static readonly HashSet<(Guid Peer, string Device)> None = [];

    [Fact]
    public void What_moves_goes_evenly_to_the_bricks_that_stay() => AssertPlan(
        new()
        {
            Bricks = [NameOf(1)],
            BytesToMove = 600,
            FilesToMove = 100,
            Remaining = [new([NameOf(2)], 700, 600, 0.6) { FreeInodes = 400 }, new([NameOf(3)], 500, 400, 0.8) { FreeInodes = 400 }],
            Fits = true,
            Summary = "600 bytes in at most 100 files are to move; the remaining sets can take 1000 bytes.",
        },
        Of(new("uuu"), [1], (1000, 400), (1000, 700), (1000, 500)));

    [Fact]
    public void What_does_not_fit_above_the_thresholds_is_told() => AssertPlan(
        new()
        {
            Bricks = [NameOf(1)],
            BytesToMove = 600,
            FilesToMove = 100,
            Remaining = [new([NameOf(2)], 300, 200, 1) { FreeInodes = 400 }, new([NameOf(3)], 50, 0, 1.25) { FreeInodes = 400 }],
            Fits = false,
            Summary = "It does not fit: 600 bytes in at most 100 files are to move, and the remaining sets can take 200 bytes above their thresholds.",
        },
        Of(new("uuu"), [1], (1000, 400), (1000, 300), (1000, 50)));

    [Theory]
    [InlineData(700, true)]
    [InlineData(699, false)]
    public void The_last_byte_counts(long free, bool fits) => Assert.Equal(fits, Of(new("uu"), [1], (1000, 400), (1000, free)).Fits);

    [Theory]
    [InlineData("cluster.min-free-disk", "10%", true)]
    [InlineData("cluster.min-free-disk", "11%", false)]
    [InlineData("cluster.min-free-disk", "100B", true)]
    [InlineData("cluster.min-free-disk", "101B", false)]
    [InlineData("storage.reserve", "10", true)]
    [InlineData("storage.reserve", "11", false)]
    public void The_volumes_own_thresholds_are_kept(string option, string value, bool fits)
    {
        var volume = SizedVolume.Of(new("uu"), (1000, 400), (1000, 700));
        Set(volume, option, value);
        Assert.Equal(fits, MigrationPlan.Of(volume, Bricks(volume, 1), None).Fits);
    }

    [Fact]
    public void Copies_are_counted_once_and_the_brick_with_the_least_room_decides_for_its_set() => AssertPlan(
        new()
        {
            Bricks = [NameOf(1), NameOf(2)],
            BytesToMove = 650,
            FilesToMove = 100,
            Remaining =
            [
                // The one is small, the other nearly full.
                new([NameOf(3), NameOf(4)], 250, 50, 1.0375) { FreeInodes = 400 },
                new([NameOf(5), NameOf(6)], 700, 600, 0.625) { FreeInodes = 400 },
            ],
            Fits = true,
            Summary = "650 bytes in at most 100 files are to move; the remaining sets can take 650 bytes.",
        },
        Of(Replicated, [1, 2], (1000, 400), (1000, 350), (400, 320), (2000, 250), (1000, 700), (1000, 700)));

    [Fact]
    public void An_arbiter_has_no_bytes() => AssertPlan(
        new()
        {
            Bricks = [NameOf(1), NameOf(2), NameOf(3)],
            BytesToMove = 600,
            FilesToMove = 100,
            Remaining = [new([NameOf(4), NameOf(5), NameOf(6)], 800, 700, 0.8) { FreeInodes = 400 }],
            Fits = true,
            Summary = "600 bytes in at most 100 files are to move; the remaining sets can take 700 bytes.",
        },
        Of(Arbitrated, [1, 2, 3], (1000, 400), (1000, 400), (10, 0), (1000, 800), (1000, 800), (10, 1)));

    [Fact]
    public void An_arbiter_has_the_files()
    {
        var volume = SizedVolume.Of(Arbitrated, (1000, 400), (1000, 400), (10, 0), (1000, 800), (1000, 800), (10, 1));
        volume.Bricks[5].FreeInodes = 99;
        Assert.False(MigrationPlan.Of(volume, Bricks(volume, 1, 2, 3), None).Fits);
    }

    [Fact]
    public void A_disperse_set_holds_its_data_bricks_times_over() => AssertPlan(
        new()
        {
            Bricks = [NameOf(1), NameOf(2), NameOf(3)],
            BytesToMove = 1200,
            FilesToMove = 100,
            Remaining = [new([NameOf(4), NameOf(5), NameOf(6)], 1600, 1400, 0.8) { FreeInodes = 400 }],
            Fits = true,
            Summary = "1200 bytes in at most 100 files are to move; the remaining sets can take 1400 bytes.",
        },
        Of(Dispersed, [1, 2, 3], (1000, 400), (1000, 400), (1000, 400), (1000, 800), (1000, 800), (1000, 800)));

    [Theory]
    [InlineData(100, true)]
    [InlineData(99, false)]
    public void Inodes_must_suffice_as_well(long free, bool fits)
    {
        var volume = SizedVolume.Of(new("uu"), (1000, 400), (1000, 900));
        volume.Bricks[1].FreeInodes = free;
        Assert.Equal(fits, MigrationPlan.Of(volume, Bricks(volume, 1), None).Fits);
    }

    [Fact]
    public void A_file_system_that_makes_inodes_as_it_needs_them_has_always_enough()
    {
        var volume = SizedVolume.Of(new("uu"), (1000, 400), (1000, 900));
        (volume.Bricks[1].TotalInodes, volume.Bricks[1].FreeInodes) = (0, 0);
        Assert.True(MigrationPlan.Of(volume, Bricks(volume, 1), None).Fits);
    }

    [Fact]
    public void On_a_file_system_without_fixed_inodes_the_number_of_files_is_not_known()
    {
        var volume = SizedVolume.Of(new("uu"), (1000, 400), (1000, 900));
        (volume.Bricks[0].TotalInodes, volume.Bricks[0].FreeInodes) = (0, 0);
        AssertPlan(
            new()
            {
                Bricks = [NameOf(1)],
                BytesToMove = 600,
                Remaining = [new([NameOf(2)], 900, 800, 0.7) { FreeInodes = 400 }],
                Fits = true,
                Summary = "600 bytes are to move; the remaining sets can take 800 bytes.",
            },
            MigrationPlan.Of(volume, Bricks(volume, 1), None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nothing_is_known_of_a_brick_that_shares_its_file_system_whichever_volume_the_other_belongs_to(int number)
    {
        var volume = SizedVolume.Of(new("uu"), (1000, 400), (1000, 100));
        AssertPlan(
            Unknown([new([NameOf(2)], 100, 0, FullnessAfter: null) { FreeInodes = 400 }]) with { Summary = Shared },
            MigrationPlan.Of(volume, Bricks(volume, 1), new HashSet<(Guid, string)> { (Peers.Of(number), DeviceOf(number)) }));
    }

    [Fact]
    public void The_same_device_of_another_peer_is_another_file_system()
    {
        var volume = SizedVolume.Of(new("uu"), (1000, 400), (1000, 700));
        var shared = new HashSet<(Guid, string)> { (Peers.Of(2), DeviceOf(1)), (Peers.Of(9), DeviceOf(2)) };
        Assert.True(MigrationPlan.Of(volume, Bricks(volume, 1), shared).Fits);
    }

    [Fact]
    public void Nothing_is_known_while_a_brick_has_not_reported_its_device()
    {
        var volume = SizedVolume.Of(new("uu"), (1000, 400), (1000, 700));
        volume.Bricks[1].Device = null;
        AssertPlan(
            Unknown([new([NameOf(2)], 700, 600, FullnessAfter: null) { FreeInodes = 400 }]) with { Summary = Shared },
            MigrationPlan.Of(volume, Bricks(volume, 1), None));
    }

    [Fact]
    public void What_moves_is_not_known_while_a_brick_that_leaves_has_not_reported()
    {
        var volume = SizedVolume.Of(new("uu"), (1000, 400), (1000, 700));
        volume.Bricks[0].FreeBytes = null;
        AssertPlan(
            Unknown([new([NameOf(2)], 700, 600, FullnessAfter: null) { FreeInodes = 400 }]) with { FilesToMove = 100, Summary = Unreported },
            MigrationPlan.Of(volume, Bricks(volume, 1), None));
    }

    [Fact]
    public void Whether_it_fits_is_not_known_while_a_brick_that_stays_has_not_reported()
    {
        var volume = SizedVolume.Of(new("uuu"), (1000, 400), (1000, 700), (1000, 700));
        volume.Bricks[2].TotalBytes = null;
        AssertPlan(
            Unknown([new([NameOf(2)], 700, 600, 0.6) { FreeInodes = 400 }, new([NameOf(3)], FreeBytes: null, UsableBytes: null, FullnessAfter: null)]) with
            {
                BytesToMove = 600,
                FilesToMove = 100,
                Summary = Unreported,
            },
            MigrationPlan.Of(volume, Bricks(volume, 1), None));
    }

    [Fact]
    public void A_set_of_arbiters_alone_is_not_known()
    {
        var volume = SizedVolume.Of(new("uU"), (1000, 400), (1000, 900));
        Assert.Null(MigrationPlan.Of(volume, Bricks(volume, 1), None).Fits);
        Assert.Null(MigrationPlan.Of(volume, Bricks(volume, 2), None).BytesToMove);
    }

    [Fact]
    public void A_stored_plan_reads_back_as_it_was()
    {
        var plan = Of(Replicated, [1, 2], (1000, 400), (1000, 350), (400, 320), (2000, 250), (1000, 700), (1000, 700));
        AssertPlan(plan, EngineJson.Read<MigrationPlan>(EngineJson.Write(plan))!);
    }

    [Fact]
    public void A_plan_is_stored_with_what_is_not_known() => Assert.Equal(
        """{"bricks":["node1:/bricks/data"],"bytes_to_move":null,"files_to_move":null,"remaining":[{"bricks":["node2:/bricks/data"],"free_bytes":700,"usable_bytes":600,"fullness_after":null,"free_inodes":null}],"fits":null,"summary":"Not known."}""",
        EngineJson.Write(Unknown([new([NameOf(2)], 700, 600, FullnessAfter: null)]) with { Summary = "Not known." }));

    private static MigrationPlan Unknown(IReadOnlyList<PlannedSet> remaining) => new() { Bricks = [NameOf(1)], Remaining = remaining, Summary = "" };

    private static MigrationPlan Of(VolumeSketch sketch, int[] leaving, params (long Total, long Free)[] spaces)
    {
        var volume = SizedVolume.Of(sketch, spaces);
        return MigrationPlan.Of(volume, Bricks(volume, leaving), None);
    }

    // Lists in a record are compared by reference, their JSON is not.
    private static void AssertPlan(MigrationPlan expected, MigrationPlan plan) => Assert.Equal(EngineJson.Write(expected), EngineJson.Write(plan));
}
