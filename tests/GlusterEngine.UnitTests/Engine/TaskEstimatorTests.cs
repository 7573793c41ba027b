using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Testing.Progress;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>How good estimates are on recorded runs of a real gluster, and what becomes of nodes that have shown no counters yet.</summary>
public sealed class TaskEstimatorTests
{
    private static readonly NodeWork First = new(Peers.Of(1)) { Files = 1000, LeastMoves = 1000 };
    private static readonly NodeWork Second = new(Peers.Of(2)) { Files = 10_000, LeastMoves = 10_000 };

    [Theory]
    [InlineData(25)]
    [InlineData(50)]
    public void Half_of_the_recorded_runs_are_estimated_to_a_quarter_of_what_is_left(int share)
    {
        List<double> errors = [.. BackTest.At(share).Select(static test => test.Error).Order()];
        Assert.InRange(errors[errors.Count / 2], 0, 0.25);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_node_that_has_shown_nothing_yet_has_all_its_work_before_it_at_the_pace_of_the_others(bool isListed)
    {
        var alone = Estimate(new([First]), isListed);
        var both = Estimate(new([First, Second]), isListed);

        // Two files a second, each of which is looked at, too.
        var seconds = (both.End!.Likely - Now.AddSeconds(100)).TotalSeconds;
        Assert.InRange(seconds, 4500, 5500);
        Assert.InRange((alone.End!.Likely - Now.AddSeconds(100)).TotalSeconds, 350, 450);
        Assert.True(both.End.Earliest < both.End.Likely && both.End.Likely < both.End.Latest, $"{both.End}");
        Assert.Equal(alone.Basis + "; 1 that have shown no counters yet are taken to be as fast", both.Basis);
    }

    [Fact]
    public void A_node_without_work_changes_nothing() =>
        Assert.Equal(Estimate(new([First])), Estimate(new([First, Second with { Files = 0, LeastMoves = 0 }])));

    [Fact]
    public void Whose_work_is_not_known_is_left_out_and_that_is_said()
    {
        var alone = Estimate(new([First]));
        var both = Estimate(new([First, new NodeWork(Peers.Of(2)) { MovedBefore = 3 }]));
        Assert.Equal(alone with { Basis = alone.Basis + "; without 1 that have shown no counters yet and whose files are not known" }, both);
    }

    /// <summary>The first node moved two files in each of 100 seconds.</summary>
    private static TaskEstimate Estimate(TaskWork work, bool isListed = false) => new TaskEstimator(work, Now.AddSeconds(100)).Estimate(
    [
        .. Enumerable.Range(0, 11).Select(static look => new TaskSample(
            Now.AddSeconds(10 * look), new TaskNode(Peers.Of(1), GlusterTaskStatus.InProgress, Files: 20 * look, Bytes: 0, Scanned: 20 * look, Failed: 0, Skipped: 0, RunTime: 10 * look))),
        .. isListed ? [new TaskSample(Now, new TaskNode(Peers.Of(2), GlusterTaskStatus.NotStarted, 0, 0, 0, 0, 0, 0))] : Array.Empty<TaskSample>(),
    ]);
}
