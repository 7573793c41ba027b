using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class StandstillRuleTests
{
    private const long Gibibyte = 1L << 30;

    private static readonly ClusterVolume FirstDown = Volume with { DownBricks = new HashSet<BrickAddress> { Brick(1) } };

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void Where_the_bricks_it_takes_files_from_are_down_a_minute_is_enough(int seconds, bool stands)
    {
        Assert.Equal(stands, Stands(Still(Migrating), FirstDown, seconds));
        Assert.Equal(stands, Stands(Still(Following), FirstDown, seconds));
    }

    [Fact]
    public void A_brick_of_another_node_that_is_down_says_nothing() =>
        Assert.False(Stands(Still(Migrating), Volume with { DownBricks = new HashSet<BrickAddress> { Brick(2), Brick(3) } }, 3000));

    [Fact]
    public void As_long_as_one_of_its_bricks_lives_a_rebalance_may_be_at_work()
    {
        var two = FirstDown with { Bricks = [.. Volume.Bricks, (new BrickAddress("node1", "/bricks/more"), Peers.Of(1))] };
        Assert.False(Stands(Still(Following), two, 3000));
        Assert.True(Stands(Still(Migrating), two, 3000));
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, true)]
    [InlineData(1, 2, true)]
    public void A_brick_that_is_down_whose_set_still_gives_its_files_says_nothing(int down, int dataBricks, bool stands)
    {
        var served = Volume with
        {
            DownBricks = Enumerable.Range(1, down).Select(static number => Brick(number)).ToHashSet(),
            DataBricks = dataBricks,
            Fills = [.. ((int[])[1, 2]).Select(static number => new BrickFill(Brick(number), Peers.Of(number), (Volume.Id, 0), IsArbiter: false))],
        };
        Assert.Equal(stands, Stands(Still(Migrating), served, 60));
    }

    // 1 GiB moved in 1000 s of work; what is left takes as long as it says at that pace, twice that and an hour at least are waited for.
    [Theory]
    [InlineData(2, 3599, false)]
    [InlineData(2, 3600, true)]
    [InlineData(101, 199_999, false)]
    [InlineData(101, 200_000, true)]
    public void Alone_it_must_last_far_longer_than_the_largest_file_could_take(int gibibytes, int seconds, bool stands) =>
        Assert.Equal(stands, Stands(Still(Migrating, Gibibyte, gibibytes * Gibibyte), Volume, seconds, ran: 1000));

    [Fact]
    public void What_has_moved_nothing_yet_is_taken_for_slow() =>
        Assert.Equal([false, true], ((int[])[8191, 8192]).Select(static seconds => Stands(Still(Migrating, moved: 0, Gibibyte), Volume, seconds)));

    [Fact]
    public void Where_nobody_knows_how_much_there_is_to_move_only_dead_bricks_count()
    {
        Assert.False(Stands(Still(Migrating) with { State = Migrating.State }, Volume, 1_000_000));
        Assert.False(Stands(Still(Following, Gibibyte, 2 * Gibibyte), Volume, 1_000_000, status: GlusterTaskStatus.FixLayoutInProgress));
    }

    [Fact]
    public void A_counter_that_moved_since_the_last_look_is_life()
    {
        var task = Still(Migrating);
        Assert.Null(StandstillRule.ReasonOf(task, Node(1, files: 2), FirstDown, Now.AddHours(9)));
        Assert.Null(StandstillRule.ReasonOf(task, Node(1) with { Scanned = 101 }, FirstDown, Now.AddHours(9)));
        Assert.Null(StandstillRule.ReasonOf(task, Node(2), FirstDown, Now.AddHours(9)));
        Assert.Null(StandstillRule.ReasonOf(task, Node(1, GlusterTaskStatus.Completed), FirstDown, Now.AddHours(9)));
    }

    [Fact]
    public void In_an_hour_of_a_slow_migration_there_is_no_false_alarm_however_large_its_files_are() => Prop.ForAll(
        Gen.Choose(1, 3599).ArrayOf(4).ToArbitrary(),
        static pauses =>
        {
            // Between two files only the run time moves.
            var (node, moved) = (Node(1) with { RunTime = 0 }, Now);
            var work = new TaskWork([new NodeWork(Peers.Of(1)) { Files = 10, Bytes = 10 * node.Bytes }]);
            foreach (var pause in pauses)
            {
                for (var second = 0; second < pause; second += 60)
                {
                    node = node with { RunTime = (moved - Now).TotalSeconds + second };
                    var task = Migrating with { Nodes = [node], NodesMovedAt = new Dictionary<Guid, DateTimeOffset> { [Peers.Of(1)] = moved }, State = Migrating.State with { Work = work } };
                    Assert.Null(StandstillRule.ReasonOf(task, node with { RunTime = node.RunTime + 5 }, Volume, moved.AddSeconds(second)));
                }

                (node, moved) = (node with { Files = node.Files + 1 }, moved.AddSeconds(pause));
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>Its first node moved last at the scene's time.</summary>
    private static OpenTask Still(OpenTask task, long moved = 1024, long bytes = 2048) => task with
    {
        Nodes = [.. task.Nodes.Select(node => node.PeerUuid == Peers.Of(1) ? node with { Bytes = moved } : node)],
        NodesMovedAt = new Dictionary<Guid, DateTimeOffset> { [Peers.Of(1)] = Now },
        State = task.State with { Work = new([new NodeWork(Peers.Of(1)) { Files = 10, Bytes = bytes }]) },
    };

    private static bool Stands(OpenTask task, ClusterVolume volume, int seconds, int ran = 5, GlusterTaskStatus status = GlusterTaskStatus.InProgress)
    {
        task = task with { Nodes = [.. task.Nodes.Select(node => node with { Status = status })] };
        var node = task.Nodes[0] with { RunTime = ran + seconds };
        return StandstillRule.ReasonOf(task, node, volume, Now.AddSeconds(seconds)) is not null;
    }
}
