using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class AdoptionTests
{
    private static readonly ClusterVolume NeverSeen = Volume with { KnownTask = null, TasksObserved = false };

    [Theory]
    [InlineData(GlusterTaskStatus.InProgress)]
    [InlineData(GlusterTaskStatus.FixLayoutInProgress)]
    public void A_task_that_runs_unknown_to_the_engine_is_adopted(GlusterTaskStatus code)
    {
        var found = Reconcile(Sees(Task(Foreign, code), Nodes(code)), open: null);
        AssertAdopted(found, Task(Foreign, code), new()
        {
            Status = JobExecutionStatus.Started,
            Description = Described("IN PROGRESS", files: 6),
            ExternalId = Foreign,
            NodesExpected = 3,
            NodesAnswered = 3,
            Health = TaskHealth.Progressing,
            HealthSince = Now,
        }, Nodes(code));
        Assert.Equal([(Volume.Id, Foreign)], found.Observed);
    }

    [Fact]
    public void An_adopted_task_is_as_partial_as_its_view() => AssertAdopted(
        Reconcile(Sees(Task(Foreign), Node(1), Node(2), Node(9, GlusterTaskStatus.NotStarted, files: 0)), open: null),
        Task(Foreign),
        new()
        {
            Status = JobExecutionStatus.Started,
            Description = Described("IN PROGRESS", files: 3, remark: $"2 of 3 nodes answered, not {Peers.Of(3)}; "),
            ExternalId = Foreign,
            NodesExpected = 3,
            NodesAnswered = 2,
            Health = TaskHealth.Progressing,
            HealthSince = Now,
        },
        Node(1), Node(2), Node(9, GlusterTaskStatus.NotStarted, files: 0));

    [Fact]
    public void A_task_whose_status_hangs_is_adopted_and_left_alone() => AssertAdopted(
        Reconcile(Hangs(Task(Foreign)), open: null),
        Task(Foreign),
        new()
        {
            Status = JobExecutionStatus.Started,
            Description = "Rebalancing Gluster Volume data in Cluster lab.( IN PROGRESS 0 of 3 nodes answered)",
            ExternalId = Foreign,
            NodesExpected = 3,
            QuietUntil = Now.AddSeconds(200),
            Health = TaskHealth.Unresponsive,
            HealthSince = Now,
            HealthDetail = "The question for its counters hangs: a rebalance process or a peer's glusterd is frozen. "
                + "See that the nodes run; the engine asks again by itself.",
        });

    [Fact]
    public void A_task_that_came_and_ended_between_two_looks_is_kept_as_history() => AssertAdopted(
        Reconcile(Sees(Task(Foreign, GlusterTaskStatus.Completed), Nodes(GlusterTaskStatus.Completed)), open: null),
        Task(Foreign, GlusterTaskStatus.Completed),
        new()
        {
            Status = JobExecutionStatus.Finished,
            Progress = 100,
            JobStatus = JobExecutionStatus.Finished,
            Description = Described("FINISHED", files: 6),
            ExternalId = Foreign,
            NodesExpected = 3,
            NodesAnswered = 3,
        },
        Nodes(GlusterTaskStatus.Completed));

    [Theory]
    [InlineData(GlusterTaskStatus.Completed)]
    [InlineData(GlusterTaskStatus.Failed)]
    [InlineData(GlusterTaskStatus.Stopped)]
    [InlineData(GlusterTaskStatus.ResetDueToReplaceBrick)]
    public void A_known_rebalance_that_is_over_is_not_adopted(GlusterTaskStatus code) =>
        Assert.True(Reconcile(SeesNoNodes(Task(Own, code)), open: null).IsEmpty);

    [Fact]
    public void A_known_task_that_runs_again_is_adopted_again() =>
        Assert.Equal(Own, Assert.Single(Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress)), open: null).Adoptions).Task.Id);

    [Fact]
    public void A_known_task_whose_nodes_are_done_does_not_run_again_whatever_the_list_says() =>
        Assert.True(Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.Completed)), open: null).IsEmpty);

    [Fact]
    public void What_ended_on_a_volume_before_its_first_look_is_only_noted()
    {
        var found = Reconcile(Sees(Task(Foreign, GlusterTaskStatus.Completed), Nodes(GlusterTaskStatus.Completed)), open: null,
            volume: NeverSeen);
        Assert.Empty(found.Adoptions);
        Assert.Equal([(Volume.Id, Foreign)], found.Observed);
    }

    [Fact]
    public void A_migration_that_waits_on_a_volume_is_adopted_at_its_first_look() => AssertAdopted(
        Reconcile(Sees(Migration(Foreign, GlusterTaskStatus.Completed), Node(1, GlusterTaskStatus.Completed)), open: null,
            volume: NeverSeen),
        Migration(Foreign, GlusterTaskStatus.Completed),
        new()
        {
            Status = JobExecutionStatus.Finished,
            Progress = 100,
            Description = Migration("MIGRATION COMPLETE", files: 1),
            ExternalId = Foreign,
            NodesExpected = 1,
            NodesAnswered = 1,
        },
        Node(1, GlusterTaskStatus.Completed));

    [Fact]
    public void A_task_that_runs_at_the_first_look_is_adopted() =>
        Assert.Single(Reconcile(Sees(Task(Foreign), Nodes(GlusterTaskStatus.InProgress)), open: null, volume: NeverSeen).Adoptions);

    [Theory]
    [InlineData(GlusterTaskStatus.Completed, JobExecutionStatus.Finished)]
    [InlineData(GlusterTaskStatus.Failed, JobExecutionStatus.Failed)]
    public void A_known_migration_that_waits_without_a_step_is_adopted_again(GlusterTaskStatus code, JobExecutionStatus status)
    {
        var found = Reconcile(Sees(Migration(Own, code), Node(1, code)), open: null);
        var state = Assert.Single(found.Adoptions).State;
        Assert.Equal((Own, status, null), (state.ExternalId, state.Status, state.JobStatus));
    }

    [Fact]
    public void A_migration_off_a_brick_that_the_inventory_has_not_seen_is_adopted_later()
    {
        var volume = Volume with { Bricks = [.. Volume.Bricks.Skip(1)] };
        Assert.False(TaskReconciler.NeedsNodes(Migration(Foreign, GlusterTaskStatus.Completed), open: null, volume));
        Assert.Empty(Reconcile(Sees(Migration(Foreign), Node(1)), open: null, volume: volume).Adoptions);
        Assert.Equal(Foreign, Assert.Single(Reconcile(
            Sees(Migration(Foreign, GlusterTaskStatus.Completed), Node(1, GlusterTaskStatus.Completed)), open: null,
            volume: Volume with { KnownTask = Foreign }).Adoptions).Task.Id);
    }

    [Fact]
    public void A_task_of_a_kind_that_the_engine_does_not_know_is_only_noted()
    {
        var found = Reconcile(Sees(Task(Foreign) with { Type = GlusterTaskType.Unknown }), open: null);
        Assert.Empty(found.Adoptions);
        Assert.Equal([(Volume.Id, Foreign)], found.Observed);
    }

    [Fact]
    public void A_volume_with_an_open_step_gets_no_second_one() =>
        Assert.Empty(Reconcile(Sees(Task(Foreign), Nodes(GlusterTaskStatus.InProgress)), Starting with { InFlight = true }).Adoptions);

    [Fact]
    public void A_task_that_a_step_on_another_volume_follows_is_not_adopted() =>
        Assert.Empty(Reconcile(Sees(Task(Own)), Following with { VolumeId = Guid.CreateVersion7() }).Adoptions);

    [Fact]
    public void A_first_look_at_a_volume_without_task_is_noted() =>
        Assert.Equal([(Volume.Id, (Guid?)null)], Reconcile(SeesNoNodes(task: null), open: null, volume: NeverSeen).Observed);

    [Fact]
    public void A_volume_without_task_keeps_its_last_one_known() => Assert.True(Reconcile(SeesNoNodes(task: null), open: null).IsEmpty);

    [Fact]
    public void A_volume_that_is_not_shown_is_not_noted() => Assert.True(Reconcile(seen: null, open: null, volume: NeverSeen).IsEmpty);

    private static void AssertAdopted(Reconciliation found, GlusterTask task, TaskState state, params TaskNode[] nodes)
    {
        var adoption = Assert.Single(found.Adoptions);
        Assert.Empty(found.Changes);
        Assert.Equal((Volume.Id, task with { Bricks = adoption.Task.Bricks }, "node1"), (adoption.Volume.Id, adoption.Task, adoption.Host));
        Assert.Equal(task.Bricks, adoption.Task.Bricks);
        Assert.Equal(task.Type == GlusterTaskType.Rebalance ? state with { Work = Begun } : state, adoption.State);
        Assert.Equal(nodes, adoption.Nodes);
    }
}
