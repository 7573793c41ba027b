using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>A rebalance that began while a node was away, which knows of none when it is back.</summary>
public sealed class PartlyKnownTaskTests
{
    [Fact]
    public void What_most_hosts_list_is_a_task_and_what_few_do_is_none()
    {
        Assert.Null(PartlyKnownTask.Of([("node1", Task(Own)), ("node2", Task(Own)), ("node3", Task(Own))], isWhole: true));
        Assert.Null(PartlyKnownTask.Of([("node1", null), ("node2", null), ("node3", Task(Own))], isWhole: true));
        Assert.Null(PartlyKnownTask.Of([("node1", null), ("node2", Task(Own))], isWhole: true));
        var partly = PartlyKnownTask.Of([("node1", Task(Own, GlusterTaskStatus.Completed)), ("node2", null), ("node3", Task(Own))], isWhole: true)!;
        Assert.Equal((false, "Completed on node1, InProgress on node3", GlusterTaskStatus.InProgress), (partly.IsOver, partly.Parts, partly.Part.Status));
        Assert.Equal(["node2"], partly.Unheard);
    }

    [Fact]
    public void While_a_host_is_still_to_tell_a_task_that_half_of_the_others_list_is_not_gone()
    {
        IReadOnlyList<(string, GlusterTask?)> half = [("node1", null), ("node3", Task(Own))];
        Assert.Null(PartlyKnownTask.Of(half, isWhole: false));
        Assert.True(PartlyKnownTask.IsUndecided(half, isAwaited: true));
        Assert.False(PartlyKnownTask.IsUndecided([.. half, ("node2", null)], isAwaited: true));
        Assert.False(PartlyKnownTask.IsUndecided([("node1", null)], isAwaited: true));
    }

    [Fact]
    public void While_a_host_rests_half_of_the_others_do_not_make_an_end_of_what_one_works_on()
    {
        IReadOnlyList<(string, GlusterTask?)> ended = [("node1", null), ("node3", Task(Own, GlusterTaskStatus.Completed))];

        Assert.True(PartlyKnownTask.IsUndecided([("node1", null), ("node3", Task(Own))], isAwaited: false));
        Assert.True(PartlyKnownTask.IsUndecided([("node1", null), ("node2", Task(Own, GlusterTaskStatus.Completed)), ("node3", Task(Own))], isAwaited: false));
        Assert.False(PartlyKnownTask.IsUndecided([("node1", null), ("node2", null), ("node3", Task(Own))], isAwaited: false));
        Assert.False(PartlyKnownTask.IsUndecided(ended, isAwaited: false));
        Assert.True(PartlyKnownTask.IsUndecided(ended, isAwaited: true));
    }

    [Fact]
    public void While_a_node_works_on_it_the_step_says_why_there_are_no_counters()
    {
        var next = Change(Reconcile(Seen(GlusterTaskStatus.InProgress), Following)).Next;

        Assert.Equal((JobExecutionStatus.Started, TaskHealth.Unresponsive), (next.Status, next.Health));
        Assert.StartsWith("node2 was away when it began", next.HealthDetail, StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_failed_once_all_others_are_done_and_that_was_seen_twice()
    {
        var first = Change(Reconcile(Seen(GlusterTaskStatus.Completed), Following)).Next;
        var second = Change(Reconcile(Seen(GlusterTaskStatus.Completed), Following with { State = first }, later: TimeSpan.FromSeconds(10)));

        Assert.Equal((JobExecutionStatus.Started, 1), (first.Status, first.MissingViews));
        Assert.Equal((JobExecutionStatus.Failed, JobExecutionStatus.Failed), (second.Next.Status, second.Next.JobStatus));
        Assert.Contains("node2 was away when it began and never heard of it", second.Next.Description, StringComparison.Ordinal);
        Assert.True(Reconcile(Seen(GlusterTaskStatus.Completed), Following, isEvidence: false).IsEmpty);
    }

    private static VolumeTaskView Seen(GlusterTaskStatus last) => new(Task(Own, last))
    {
        Partly = PartlyKnownTask.Of([("node1", Task(Own, GlusterTaskStatus.Completed)), ("node2", null), ("node3", Task(Own, last))], isWhole: true),
    };
}
