using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds.Tasks;
using Xunit;
using static GlusterEngine.Model.Tasks.GlusterTaskStatus;

namespace GlusterEngine.UnitTests.Engine;

public sealed class TaskNodesTests
{
    private static readonly Arbitrary<GlusterTaskStatus[]> AnyStatuses =
        Gen.Elements(Enum.GetValues<GlusterTaskStatus>()).ArrayOf(3).ToArbitrary();

    [Theory]
    [InlineData(NotStarted, JobExecutionStatus.Started)]
    [InlineData(InProgress, JobExecutionStatus.Started)]
    [InlineData(Stopped, JobExecutionStatus.Aborted)]
    [InlineData(Completed, JobExecutionStatus.Finished)]
    [InlineData(Failed, JobExecutionStatus.Failed)]
    [InlineData(FixLayoutInProgress, JobExecutionStatus.Started)]
    [InlineData(FixLayoutStopped, JobExecutionStatus.Aborted)]
    [InlineData(FixLayoutCompleted, JobExecutionStatus.Finished)]
    [InlineData(FixLayoutFailed, JobExecutionStatus.Failed)]
    [InlineData(ResetDueToReplaceBrick, JobExecutionStatus.Finished)]
    [InlineData(ResetDueToResetBrick, JobExecutionStatus.Finished)]
    [InlineData(Unknown, JobExecutionStatus.Started)]
    public void Each_code_of_gluster_has_a_meaning(GlusterTaskStatus code, JobExecutionStatus expected) =>
        Assert.Equal(expected, StatusOf(code, code, code));

    [Theory]
    [InlineData(InProgress, Failed, Completed, JobExecutionStatus.Started)]
    [InlineData(FixLayoutInProgress, FixLayoutFailed, FixLayoutCompleted, JobExecutionStatus.Started)]
    [InlineData(Failed, Stopped, Completed, JobExecutionStatus.Failed)]
    [InlineData(FixLayoutFailed, FixLayoutStopped, FixLayoutCompleted, JobExecutionStatus.Failed)]
    [InlineData(Failed, Unknown, Completed, JobExecutionStatus.Failed)]
    [InlineData(Stopped, Completed, Completed, JobExecutionStatus.Aborted)]
    [InlineData(Stopped, Unknown, Completed, JobExecutionStatus.Aborted)]
    [InlineData(Unknown, Completed, Completed, JobExecutionStatus.Started)]
    [InlineData(Completed, ResetDueToReplaceBrick, Completed, JobExecutionStatus.Finished)]
    [InlineData(NotStarted, Completed, Completed, JobExecutionStatus.Started)]
    [InlineData(NotStarted, NotStarted, Failed, JobExecutionStatus.Started)]
    [InlineData(NotStarted, Stopped, Stopped, JobExecutionStatus.Started)]
    public void Running_outweighs_failed_outweighs_stopped_outweighs_completed(
        GlusterTaskStatus first, GlusterTaskStatus second, GlusterTaskStatus third, JobExecutionStatus expected) =>
        Assert.Equal(expected, StatusOf(first, second, third));

    [Fact]
    public void Without_any_row_a_task_goes_on() => Assert.Equal(JobExecutionStatus.Started, TaskNodes.StatusOf(Peers.Set(1, 2, 3), []));

    [Fact]
    public void While_a_node_that_should_report_is_missing_no_task_ends() => Prop.ForAll(AnyStatuses, static codes =>
        TaskNodes.StatusOf(Peers.Set(1, 2, 3, 4), Rows(codes)) == JobExecutionStatus.Started).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_nodes_does_not_matter() => Prop.ForAll(AnyStatuses, static codes =>
        StatusOf(codes) == StatusOf([.. codes.Reverse()])).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(InProgress, JobExecutionStatus.Started)]
    [InlineData(Failed, JobExecutionStatus.Failed)]
    [InlineData(NotStarted, JobExecutionStatus.Finished)]
    [InlineData(Completed, JobExecutionStatus.Finished)]
    public void A_node_that_was_not_expected_counts_as_well(GlusterTaskStatus code, JobExecutionStatus expected) =>
        Assert.Equal(expected, TaskNodes.StatusOf(Peers.Set(1), [TaskScene.Node(1, Completed), TaskScene.Node(9, code)]));

    [Theory]
    [InlineData(null)]
    [InlineData(NotStarted)]
    public void A_migration_is_complete_only_when_all_nodes_whose_bricks_leave_have_done_their_part(GlusterTaskStatus? second)
    {
        // Peer 9 has no brick that leaves and is listed all the same.
        List<TaskNode> rows = [TaskScene.Node(1, Completed), TaskScene.Node(9, NotStarted)];
        if (second is { } status) rows.Add(TaskScene.Node(2, status));

        Assert.Equal(JobExecutionStatus.Started, TaskNodes.StatusOf(Peers.Set(1, 2), rows));
        Assert.Equal(JobExecutionStatus.Finished, TaskNodes.StatusOf(Peers.Set(1), rows));
        Assert.Equal([Peers.Of(2)], TaskNodes.Missing(Peers.Set(1, 2), rows));
    }

    [Theory]
    [InlineData("1:Completed 2:Completed 3:Completed", null)]
    [InlineData("1:NotStarted 2:NotStarted 3:NotStarted", null)]
    [InlineData("1:Completed 2:Completed 3:Completed 9:NotStarted", null)]
    [InlineData("", "0 of 3 nodes answered")]
    [InlineData("1:NotStarted", "1 of 3 nodes answered, not ben, zoe")]
    [InlineData("1:Completed 3:InProgress", "2 of 3 nodes answered, not zoe")]
    [InlineData("1:Completed 2:NotStarted 3:Completed", "not started on zoe")]
    [InlineData("1:Completed 2:NotStarted", "2 of 3 nodes answered, not ben, not started on zoe")]
    public void A_partial_view_names_the_nodes_it_lacks(string rows, string? remark) => Assert.Equal(
        remark,
        TaskNodes.PartialRemark(
            Peers.Set(1, 2, 3),
            [.. rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static row => row.Split(':'))
                .Select(static row => TaskScene.Node(int.Parse(row[0], CultureInfo.InvariantCulture), Enum.Parse<GlusterTaskStatus>(row[1])))],
            new Dictionary<Guid, string> { [Peers.Of(1)] = "ann", [Peers.Of(2)] = "zoe", [Peers.Of(3)] = "ben" }));

    [Fact]
    public void A_rebalance_expects_the_peers_that_hold_bricks()
    {
        var bricks = new VolumeSketch("uuu").Build().Bricks;
        bricks[2].PeerUuid = Peers.Of(1);
        Assert.Equal(Peers.Set(1, 2), TaskNodes.Expected(bricks));
    }

    [Fact]
    public void A_report_becomes_rows() => Assert.Equal(
        [new TaskNode(Peers.Of(1), Completed, Files: 1, Bytes: 2, Scanned: 3, Failed: 4, Skipped: 5, RunTime: 6.5)],
        TaskNodes.Of(new TaskReport(TaskId: null, [new NodeReport(Peers.Of(1), Completed, 1, 2, 3, 4, 5, 6.5)])));

    [Fact]
    public void A_node_that_is_away_keeps_its_last_counters() => Assert.Equal(
        [TaskScene.Node(2, files: 20), TaskScene.Node(4), TaskScene.Node(1), TaskScene.Node(3)],
        TaskNodes.Merge([TaskScene.Node(1), TaskScene.Node(2), TaskScene.Node(3)], [TaskScene.Node(2, files: 20), TaskScene.Node(4)]));

    [Fact]
    public void A_complete_report_replaces_all() => Assert.Equal(
        [TaskScene.Node(2, files: 20), TaskScene.Node(1, files: 10)],
        TaskNodes.Merge([TaskScene.Node(1), TaskScene.Node(2)], [TaskScene.Node(2, files: 20), TaskScene.Node(1, files: 10)]));

    [Fact]
    public void Only_rows_that_differ_are_written() => Assert.Equal(
        [TaskScene.Node(2, files: 20), TaskScene.Node(3)],
        TaskNodes.Changed([TaskScene.Node(1), TaskScene.Node(2)], [TaskScene.Node(1), TaskScene.Node(2, files: 20), TaskScene.Node(3)]));

    private static JobExecutionStatus StatusOf(params GlusterTaskStatus[] codes) => TaskNodes.StatusOf(Peers.Set(1, 2, 3), Rows(codes));

    private static IReadOnlyList<TaskNode> Rows(GlusterTaskStatus[] codes) =>
        [.. codes.Select(static (code, index) => TaskScene.Node(index + 1, code))];
}
