using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class TaskTextTests
{
    private const string RebalanceJob = "Rebalancing Gluster Volume data in Cluster lab";
    private const string MigrationJob = "Removing Bricks from Gluster Volume data in Cluster lab";

    private static readonly TaskText Rebalance = new(GlusterTaskType.Rebalance, "data", "lab");
    private static readonly TaskText Migration = new(GlusterTaskType.RemoveBrick, "data", "lab");

    [Fact]
    public void A_job_is_described_as_in_ovirt() => Assert.Equal((RebalanceJob, MigrationJob), (Rebalance.Job, Migration.Job));

    [Fact]
    public void A_step_is_started_before_its_first_look() =>
        Assert.Equal(($"{RebalanceJob}.( STARTED  )", $"{MigrationJob}.( STARTED  )"), (Rebalance.Started, Migration.Started));

    [Theory]
    [InlineData(JobExecutionStatus.Started, "IN PROGRESS", "MIGRATION IN PROGRESS")]
    [InlineData(JobExecutionStatus.Finished, "FINISHED", "MIGRATION COMPLETE")]
    [InlineData(JobExecutionStatus.Failed, "FAILED", "MIGRATION FAILED")]
    [InlineData(JobExecutionStatus.Aborted, "ABORTED", "ABORTED")]
    [InlineData(JobExecutionStatus.Unknown, "UNKNOWN", "UNKNOWN")]
    public void States_have_ovirts_words(JobExecutionStatus status, string rebalance, string migration) => Assert.Equal(
        ($"{RebalanceJob}.( {rebalance}  )", $"{MigrationJob}.( {migration}  )"),
        (Rebalance.Describe(status, []), Migration.Describe(status, [])));

    [Fact]
    public void Counters_are_summed_over_the_nodes() => Assert.Equal(
        $"{RebalanceJob}.( IN PROGRESS Files [scanned: 33, moved: 11, failed: 44, skipped: 55], Total size moved: 22.00 B)",
        Rebalance.Describe(JobExecutionStatus.Started,
        [
            new TaskNode(Peers.Of(1), GlusterTaskStatus.InProgress, Files: 1, Bytes: 2, Scanned: 3, Failed: 4, Skipped: 5, RunTime: 6),
            new TaskNode(Peers.Of(2), GlusterTaskStatus.InProgress, Files: 10, Bytes: 20, Scanned: 30, Failed: 40, Skipped: 50,
                RunTime: 60),
        ]));

    [Fact]
    public void A_remark_stands_before_the_counters() => Assert.Equal(
        ($"{RebalanceJob}.( ABORTED stopped)", TaskScene.Described("ABORTED", files: 1, nodes: 1, "stopped; ")),
        (Rebalance.Describe(JobExecutionStatus.Aborted, [], "stopped"),
            Rebalance.Describe(JobExecutionStatus.Aborted, [TaskScene.Node(1)], "stopped")));

    [Theory]
    [InlineData(0, "0.00 B")]
    [InlineData(1023, "1023.00 B")]
    [InlineData(1024, "1.00 KiB")]
    [InlineData(1536, "1.50 KiB")]
    [InlineData(1L << 20, "1.00 MiB")]
    [InlineData(1L << 30, "1.00 GiB")]
    [InlineData(1L << 40, "1.00 TiB")]
    [InlineData(1L << 50, "1.00 PiB")]
    [InlineData(1L << 60, "1.00 EiB")]
    [InlineData(long.MaxValue, "8.00 EiB")]
    public void Sizes_are_told_in_the_largest_unit(long bytes, string expected) => Assert.EndsWith(
        $", Total size moved: {expected})",
        Rebalance.Describe(JobExecutionStatus.Started, [TaskScene.Node(1) with { Bytes = bytes }]),
        StringComparison.Ordinal);

    [Fact]
    public void A_refused_start_is_told_in_glusters_words() =>
        Assert.Equal($"{RebalanceJob}.( FAILED quorum not met)", Rebalance.NotStarted("quorum not met"));

    [Theory]
    [InlineData(TaskOperation.Start, "start")]
    [InlineData(TaskOperation.Stop, "stop")]
    [InlineData(TaskOperation.Commit, "commit")]
    [InlineData(TaskOperation.ForceRemove, "removal")]
    public void An_unknown_outcome_says_of_what(TaskOperation operation, string word) => Assert.Equal(
        $"{RebalanceJob}.( OUTCOME UNKNOWN gluster gave no definite answer to the {word}; the engine looks what became of it)",
        Rebalance.OutcomeUnknown(operation));
}
