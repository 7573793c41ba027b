using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>The percent of a step, and what is known of a task's work, over looks at which counters begin again and nodes vanish.</summary>
public sealed class TaskProgressTests
{
    private const int Nodes = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TaskWork Totals = new([.. Enumerable.Range(1, Nodes).Select(static node => new NodeWork(Peers.Of(node)) { Files = 1000, LeastMoves = node == 1 ? 1000 : 100, Bytes = 4L << 30 })]);

    /// <summary>What happens on a node between two looks.</summary>
    private enum Turn
    {
        Moves,
        Rests,
        BeginsAgain,
        Vanishes,
    }

    private static Arbitrary<(Turn Turn, int Files)[][]> AnyRun { get; } =
        (from turn in Gen.Elements(Turn.Moves, Turn.Moves, Turn.Moves, Turn.Rests, Turn.BeginsAgain, Turn.Vanishes)
         from files in Gen.Choose(0, 200)
         select (turn, files)).ArrayOf(Nodes).ArrayOf(25).ToArbitrary();

    [Fact]
    public void The_percent_never_falls_and_is_100_only_at_the_good_end() => Prop.ForAll(AnyRun, static run =>
    {
        var scene = new Scene();
        int? before = null;
        foreach (var turns in run)
        {
            scene.Look(turns);
            var next = TaskProgress.Next(before, JobExecutionStatus.Started, scene.Work, scene.Stored);
            Assert.True(next is null or (>= 0 and <= 99), $"{next}");
            Assert.True(before is null || next >= before, $"{before} -> {next}");
            before = next;
        }

        Assert.Equal(100, TaskProgress.Next(before, JobExecutionStatus.Finished, scene.Work, scene.Stored));
        foreach (var bad in new[] { JobExecutionStatus.Aborted, JobExecutionStatus.Failed })
            Assert.Equal(before, TaskProgress.Next(before, bad, scene.Work, scene.Stored));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void What_a_node_moved_before_its_counters_began_again_stays_known() => Prop.ForAll(AnyRun, static run =>
    {
        var scene = new Scene();
        foreach (var turns in run)
        {
            scene.Look(turns);
            foreach (var node in scene.Stored)
            {
                var work = scene.Work.Of(node.PeerUuid);
                var shown = work.InAll(node);
                Assert.Equal(scene.Moved(node.PeerUuid), (shown.Files, shown.Bytes));
                Assert.True(shown.Scanned >= shown.Files);
            }

            // The totals are set once.
            Assert.All(scene.Work.Nodes, static node => Assert.Equal(Totals.Of(node.PeerUuid), node with { MovedBefore = 0, BytesBefore = 0, MovedLast = 0, BytesLast = 0 }));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData(JobExecutionStatus.Started)]
    [InlineData(JobExecutionStatus.Failed)]
    [InlineData(JobExecutionStatus.Aborted)]
    public void A_migration_whose_data_had_moved_is_not_at_100_while_it_runs_again_or_after_it_was_in_vain(JobExecutionStatus status)
    {
        Assert.Equal(99, TaskProgress.Next(100, status, TaskWork.None, [Node(1)]));
        Assert.Equal(99, TaskProgress.Next(100, status, Totals, [Node(1)]));
        Assert.Equal(40, TaskProgress.Next(40, status, TaskWork.None, [Node(1)]));
        Assert.Null(TaskProgress.Next(null, status, TaskWork.None, [Node(1)]));
    }

    /// <summary>Nodes that move files, and what an engine keeps of them look by look, as the reconciler does.</summary>
    private sealed class Scene
    {
        private readonly TaskNode[] shown = [.. Enumerable.Range(1, Nodes).Select(static node => Node(node, files: 0) with { Bytes = 0, Scanned = 0, RunTime = 0 })];
        private readonly (long Files, long Bytes)[] moved = new (long, long)[Nodes];
        private readonly bool[] mayBeginAgain = new bool[Nodes];
        private readonly DateTimeOffset[] changed = [.. Enumerable.Repeat(Now, Nodes)];
        private DateTimeOffset time = Now;

        // The totals are those of a task that has moved nothing yet.
        public Scene() => Look([.. Enumerable.Repeat((Turn.Rests, 0), Nodes)]);

        public TaskWork Work { get; private set; } = TaskWork.None;

        public IReadOnlyList<TaskNode> Stored { get; private set; } = [];

        /// <summary>What a node has moved in all, as far as a look has shown it.</summary>
        public (long Files, long Bytes) Moved(Guid peer) => moved[Index(peer)];

        public void Look((Turn Turn, int Files)[] turns)
        {
            time += Interval;
            var seen = new List<TaskNode>();
            for (var node = 0; node < Nodes; node++)
            {
                var (turn, files) = turns[node];
                // Counters that begin again unseen, or before any were seen, are nobody's loss.
                if (turn == Turn.BeginsAgain && mayBeginAgain[node]) shown[node] = shown[node] with { Files = 0, Bytes = 0, Scanned = 0, RunTime = 1 };
                else shown[node] = shown[node] with { RunTime = shown[node].RunTime + Interval.TotalSeconds };
                if (turn == Turn.Vanishes)
                {
                    mayBeginAgain[node] = false;
                    continue;
                }

                if (turn == Turn.Moves)
                {
                    shown[node] = shown[node] with { Files = shown[node].Files + files, Bytes = shown[node].Bytes + (files * 4096L), Scanned = shown[node].Scanned + (2 * files) };
                    moved[node] = (moved[node].Files + files, moved[node].Bytes + (files * 4096L));
                }

                mayBeginAgain[node] = true;
                seen.Add(shown[node]);
            }

            Work = TaskWorkRule.Next(Work, Work == TaskWork.None ? Totals.Nodes : [], Stored, seen, peer => time - changed[Index(peer)]);
            Stored = TaskNodes.Merge(Stored, seen);
            foreach (var node in seen) changed[Index(node.PeerUuid)] = time;
        }

        private int Index(Guid peer) => Array.FindIndex(shown, node => node.PeerUuid == peer);
    }
}
