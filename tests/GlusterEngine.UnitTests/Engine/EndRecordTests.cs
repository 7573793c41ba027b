using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>What hosts have written down of the command that ended a task.</summary>
public sealed class EndRecordTests
{
    private const string Brick1 = "node1:/bricks/data";

    [Fact]
    public void The_last_command_that_ends_such_a_task_and_was_done_counts() => Assert.Equal(
        Record("volume rebalance data stop", 20),
        EndRecord.Of(Following,
        [
            Record("volume rebalance data stop", 10), Record("volume rebalance data stop", 20), Record("volume rebalance data status", 30),
            Record("volume rebalance data stop", 40, succeeded: false), Record($"volume remove-brick data {Brick1} stop", 50),
        ]));

    [Fact]
    public void What_was_typed_before_the_task_began_did_not_end_it() => Assert.Null(EndRecord.Of(Following, [Record("volume rebalance data stop", -1)]));

    [Fact]
    public void A_history_without_it_proves_nothing() => AssertEnd(Following, new VolumeTaskView(Task: null), JobExecutionStatus.Aborted, "stopped outside the engine");

    [Fact]
    public void The_end_names_command_host_and_time() => AssertEnd(
        Following,
        new VolumeTaskView(Task: null) { History = [Record("volume rebalance data stop", 10)] },
        JobExecutionStatus.Aborted,
        "stopped outside the engine; host node2 recorded \"volume rebalance data stop\" at 2026-05-04 10:00:10 UTC");

    [Theory]
    [InlineData("commit", "committed outside the engine; host")]
    [InlineData("force", "its bricks were removed by force outside the engine; host")]
    [InlineData("status", "committed outside the engine, or its bricks were removed by force there")]
    public void For_bricks_that_left_while_they_were_last_seen_migrating_it_tells_a_commit_from_a_removal_by_force(string word, string words) => AssertEnd(
        Migrating, SeesBricks(2, 3) with { History = [Record($"volume remove-brick data {Brick1} {word}", 10)] }, JobExecutionStatus.Finished, words);

    [Fact]
    public void Whatever_was_written_down_bricks_that_are_there_were_not_committed() => AssertEnd(
        Migrating, SeesBricks(1, 2, 3) with { History = [Record($"volume remove-brick data {Brick1} commit", 10)] }, JobExecutionStatus.Aborted, "stopped outside the engine; host");

    private static void AssertEnd(OpenTask task, VolumeTaskView seen, JobExecutionStatus status, string words)
    {
        var missed = task with { State = task.State with { MissingViews = 1, MissingSince = Now.AddMinutes(-1) } };
        var end = Change(Reconcile(seen, missed));
        Assert.Equal(status, end.Next.Status);
        Assert.Contains(words, end.Next.Description, StringComparison.Ordinal);
        Assert.Contains(words, end.Event!.Description, StringComparison.Ordinal);
    }

    private static HostRecord Record(string command, int seconds, bool succeeded = true) => new("node2", new(Now.AddSeconds(seconds), command, succeeded));
}
