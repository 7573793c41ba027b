using GlusterEngine.Data.Events;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class MissingTaskTests
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(8);

    [Fact]
    public void One_view_without_the_task_is_only_remembered()
    {
        var change = Change(Reconcile(SeesNoNodes(task: null), Following));
        Assert.Equal(Following.State with { MissingViews = 1, MissingSince = Now }, change.Next);
        Assert.Null(change.Event);
        Assert.Empty(change.Nodes);
    }

    [Fact]
    public void An_old_task_beside_the_first_start_of_an_unseen_volume_is_no_news_while_that_is_open_nor_after_it()
    {
        var unseen = Volume with { KnownTask = null, TasksObserved = false };
        var old = SeesNoNodes(Task(Previous, GlusterTaskStatus.Completed));

        Assert.Empty(Reconcile(old, Starting, volume: unseen).Observed);

        var ended = Reconcile(old, Missed(Starting), volume: unseen, later: Settled);
        Assert.Equal(JobExecutionStatus.Failed, Change(ended).Next.Status);
        Assert.Empty(ended.Adoptions);
        var after = Reconcile(old, open: null, volume: unseen);
        Assert.Empty(after.Adoptions);
        Assert.Equal([(unseen.Id, (Guid?)Previous)], after.Observed);
    }

    [Fact]
    public void A_second_view_right_after_the_first_is_too_early() =>
        Assert.True(Reconcile(SeesNoNodes(task: null), Missed(Following), later: Settled - TimeSpan.FromTicks(1)).IsEmpty);

    [Fact]
    public void A_task_missing_in_two_settled_views_was_stopped_outside() => AssertEnded(
        Reconcile(SeesNoNodes(task: null), Missed(Following), later: Settled),
        JobExecutionStatus.Aborted,
        "stopped outside the engine");

    [Fact]
    public void A_migration_that_is_gone_while_its_bricks_are_there_was_stopped_outside() => AssertMigrationEnded(
        Reconcile(SeesBricks(1, 2, 3), Missed(Migrating), later: Settled),
        Missed(Migrating),
        (JobExecutionStatus.Aborted, JobExecutionStatus.Failed, "stopped outside the engine"),
        EventCode.RemoveGlusterVolumeBricksNotFoundFromCli);

    [Fact]
    public void A_migration_that_is_gone_with_its_bricks_was_committed_outside() => AssertMigrationEnded(
        Reconcile(SeesBricks(2, 3), Missed(Migrated), later: Settled),
        Missed(Migrated),
        (JobExecutionStatus.Finished, JobExecutionStatus.Finished, "committed outside the engine"),
        EventCode.GlusterVolumeBrickRemovedFromCli);

    [Fact]
    public void A_migration_that_ran_when_it_was_last_seen_and_is_gone_with_its_bricks_was_committed_or_removed_by_force() => AssertMigrationEnded(
        Reconcile(SeesBricks(2, 3), Missed(Migrating), later: Settled),
        Missed(Migrating),
        (JobExecutionStatus.Finished, JobExecutionStatus.Finished, "committed outside the engine, or its bricks were removed by force there"),
        EventCode.GlusterVolumeBrickRemovedFromCli);

    [Fact]
    public void A_migration_of_which_some_bricks_are_gone_tells_which_left_and_which_stayed()
    {
        var two = Missed(Migrated) with { Bricks = [.. Migrated.Bricks, new("node2", "/bricks/data", Peers.Of(2))] };
        AssertMigrationEnded(
            Reconcile(SeesBricks(2, 3), two, later: Settled),
            two,
            (JobExecutionStatus.Aborted, JobExecutionStatus.Failed, "ended outside the engine: node1:/bricks/data left the volume, node2:/bricks/data stayed"),
            EventCode.RemoveGlusterVolumeBricksNotFoundFromCli);
    }

    [Fact]
    public void A_commit_without_answer_whose_bricks_are_gone_did_happen() => AssertMigrationEnded(
        Reconcile(SeesBricks(2, 3), Missed(Committing), later: Settled),
        Missed(Committing),
        (JobExecutionStatus.Finished, JobExecutionStatus.Finished, "committed; gluster's answer was lost"),
        EventCode.GlusterVolumeRemoveBricksCommit);

    [Theory]
    [InlineData(false, false, "ask for it again")]
    [InlineData(true, false, "the engine asks for it again")]
    [InlineData(true, true, "ask for it again")]
    public void A_commit_without_answer_whose_migration_is_there_did_not_happen_and_may_be_tried_as_before(bool isOrdered, bool wasTried, string next)
    {
        var missed = Missed(Committing);
        var change = Change(Reconcile(
            SeesNoNodes(Migration(Own, GlusterTaskStatus.Completed)), missed with { AutoCommit = isOrdered, State = missed.State with { CommitTried = wasTried } }, later: Settled));
        Assert.Equal(Migrated.State with { CommitTried = wasTried }, change.Next);
        Assert.Equal(Resolved(EventSeverity.Warning, $"the commit without answer did not happen: the task is there as before; {next}"), change.Event);
    }

    [Fact]
    public void Without_the_volumes_bricks_a_missing_migration_is_not_judged()
    {
        Assert.True(Reconcile(SeesNoNodes(task: null), Migrating).IsEmpty);
        Assert.True(Reconcile(SeesNoNodes(task: null), Missed(Migrating), later: Settled).IsEmpty);
    }

    [Fact]
    public void A_removal_without_answer_whose_bricks_are_gone_did_happen() => AssertMigrationEnded(
        Reconcile(SeesBricks(2, 3), Removing, isEvidence: false),
        Removing,
        (JobExecutionStatus.Finished, JobExecutionStatus.Finished, "the removal without answer did happen"),
        EventCode.GlusterTaskOutcomeResolved);

    [Fact]
    public void A_removal_without_answer_whose_bricks_stay_did_not_happen()
    {
        Assert.Equal(1, Change(Reconcile(SeesBricks(1, 2, 3), Removing with { Preempted = true })).Next.MissingViews);
        AssertMigrationEnded(
            Reconcile(SeesBricks(1, 2, 3), Missed(Removing), later: Settled),
            Missed(Removing),
            (JobExecutionStatus.Failed, JobExecutionStatus.Failed, "the removal without answer did not happen: the bricks are still there"),
            EventCode.GlusterVolumeRemoveBricksFailed);
    }

    [Fact]
    public void A_removal_is_not_taken_for_a_migration_that_runs_nor_judged_without_bricks() =>
        Assert.Empty(Reconcile(Sees(Migration(Foreign), Node(1)), Missed(Removing), later: Settled).Changes);

    [Fact]
    public void A_migration_that_shows_nowhere_never_started()
    {
        var starting = Missed(Removing with { State = Starting.State });
        AssertMigrationEnded(
            Reconcile(SeesNoNodes(task: null), starting, later: Settled),
            starting,
            (JobExecutionStatus.Failed, JobExecutionStatus.Failed,
                "never started: gluster gave no answer to the start and shows no such task"),
            EventCode.StartRemovingGlusterVolumeBricksFailed);
    }

    [Fact]
    public void A_start_without_answer_is_linked_to_the_migration_of_its_bricks() =>
        Assert.Equal(Own, Change(Reconcile(Sees(Migration(Own), Node(1)), Removing with { State = Starting.State })).Next.ExternalId);

    [Fact]
    public void A_start_is_not_linked_to_a_migration_of_other_bricks()
    {
        var other = Migration(Own) with { Bricks = [Brick(2)] };
        Assert.Equal(
            Starting.State with { MissingViews = 1, MissingSince = Now },
            Change(Reconcile(Sees(other, Node(2)), Removing with { Preempted = true, State = Starting.State })).Next);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    public void A_view_that_is_no_evidence_never_counts(int seconds)
    {
        Assert.True(Reconcile(SeesNoNodes(task: null), Following, isEvidence: false).IsEmpty);
        Assert.True(Reconcile(SeesNoNodes(task: null), Missed(Following), isEvidence: false, later: TimeSpan.FromSeconds(seconds)).IsEmpty);
    }

    [Fact]
    public void A_task_replaced_by_another_is_remembered_as_missing_and_not_adopted_over()
    {
        var found = Reconcile(Sees(Task(Foreign), Nodes(GlusterTaskStatus.InProgress)), Following);
        Assert.Equal(Following.State with { MissingViews = 1, MissingSince = Now }, Change(found).Next);
    }

    [Fact]
    public void What_replaced_an_open_task_stays_news_until_that_has_ended() =>
        Assert.Empty(Reconcile(Sees(Migration(Foreign, GlusterTaskStatus.Completed), Node(1, GlusterTaskStatus.Completed)),
            Following).Observed);

    [Fact]
    public void A_task_replaced_by_another_ends_and_the_other_is_adopted()
    {
        var found = Reconcile(Sees(Task(Foreign), Nodes(GlusterTaskStatus.InProgress)), Missed(Following), later: Settled);
        AssertEnded(found with { Adoptions = [] }, JobExecutionStatus.Aborted,
            $"replaced by task {Foreign}, which was started outside the engine");
        Assert.Equal(Foreign, Assert.Single(found.Adoptions).Task.Id);
        Assert.Equal([(Volume.Id, Foreign)], found.Observed);
    }

    [Fact]
    public void The_task_of_a_deleted_volume_ends_at_once()
    {
        var found = new TaskReconciler(Options, "lab", View(seen: null, isEvidence: false), Now).Reconcile([Following], []);
        AssertEnded(found, JobExecutionStatus.Aborted, "the volume was deleted", Following);
    }

    [Fact]
    public void A_start_that_shows_nowhere_is_remembered_first()
    {
        var change = Change(Reconcile(SeesNoNodes(task: null), Starting with { Preempted = true }));
        Assert.Equal(Starting.State with { MissingViews = 1, MissingSince = Now }, change.Next);
        Assert.Null(change.Event);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_start_that_shows_in_no_second_view_never_happened(bool previousIsListed)
    {
        var seen = previousIsListed ? SeesNoNodes(Task(Previous, GlusterTaskStatus.Completed)) : SeesNoNodes(task: null);
        var change = Change(Reconcile(seen, Missed(Starting), volume: Volume with { KnownTask = Previous }, later: Settled));
        const string How = "never started: gluster gave no answer to the start and shows no such task";
        Assert.Equal(
            Ended(Missed(Starting).State, JobExecutionStatus.Failed, $"Rebalancing Gluster Volume data in Cluster lab.( FAILED {How})"),
                change.Next);
        Assert.Equal(Draft(EventCode.GlusterVolumeRebalanceStartFailed, How), change.Event);
    }

    [Theory]
    [InlineData(TaskOperation.Start)]
    [InlineData(TaskOperation.Stop)]
    [InlineData(TaskOperation.Commit)]
    [InlineData(TaskOperation.ForceRemove)]
    public void What_does_not_show_may_still_happen_until_the_generation_was_moved_on(TaskOperation intent)
    {
        var (task, seen) = intent switch
        {
            TaskOperation.Start => (Starting, SeesNoNodes(task: null)),
            TaskOperation.Stop => (Stopping, Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress))),
            TaskOperation.Commit => (Committing, SeesNoNodes(Migration(Own, GlusterTaskStatus.Completed))),
            _ => (Removing, SeesBricks(1, 2, 3)),
        };
        foreach (var missed in new[] { task with { Preempted = false }, Missed(task) with { Preempted = false } })
        {
            var found = Reconcile(seen, missed, later: Settled);

            Assert.Equal([missed], found.Preemptions);
            Assert.Empty(found.Changes);
            Assert.Empty(Reconcile(seen, missed, isEvidence: false, later: Settled).Preemptions);
        }
    }

    [Fact]
    public void A_start_is_not_given_up_on_a_partial_view() =>
        Assert.True(Reconcile(SeesNoNodes(task: null), Missed(Starting), isEvidence: false, later: Settled).IsEmpty);

    [Fact]
    public void A_start_without_answer_is_linked_to_the_task_that_appeared()
    {
        var found = Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress)), Missed(Starting), isEvidence: false,
            volume: Volume with { KnownTask = Previous });
        var change = Change(found);
        Assert.Equal(Following.State with { HealthSince = Now }, change.Next);
        Assert.Equal(Nodes(GlusterTaskStatus.InProgress), change.Nodes);
        Assert.Equal(Resolved(EventSeverity.Normal, $"the start without answer did happen: gluster runs it as task {Own}"), change.Event);
        Assert.Equal([(Volume.Id, Own)], found.Observed);
    }

    [Fact]
    public void A_start_that_did_happen_is_not_called_unresponsive_because_the_first_question_for_its_counters_hangs()
    {
        var found = Change(Reconcile(Hangs(Task(Own)), Starting));

        Assert.Equal((null, null, Now + Options.QuietAfterHang), (found.Next.Health, found.Next.HealthDetail, found.Next.QuietUntil));
        Assert.Equal(Resolved(EventSeverity.Normal, $"the start without answer did happen: gluster runs it as task {Own}"), found.Event);
        var linked = Starting with { State = found.Next };
        Assert.True(Reconcile(SeesNoNodes(Task(Own)), linked, later: TimeSpan.FromSeconds(5)).IsEmpty);
        Assert.Equal(TaskHealth.Unresponsive, Change(Reconcile(Hangs(Task(Own)), linked, later: TimeSpan.FromSeconds(5))).Next.Health);
    }

    [Fact]
    public void A_start_without_answer_whose_task_is_over_already_ends()
    {
        var found = Reconcile(
            Sees(Task(Own, GlusterTaskStatus.Completed), Nodes(GlusterTaskStatus.Completed)), Starting,
                volume: Volume with { KnownTask = Previous });
        Assert.Equal(
            WithoutHealth(Following.State) with
            {
                Status = JobExecutionStatus.Finished,
                JobStatus = JobExecutionStatus.Finished,
                Progress = 100,
                Description = Described("FINISHED", files: 6)
            },
            Change(found).Next);
    }

    [Fact]
    public void A_start_without_answer_is_linked_without_counters_too()
    {
        var change = Change(Reconcile(SeesNoNodes(Task(Own)), Starting));
        Assert.Equal(
            Starting.State with { ExternalId = Own, Intent = null, IntentDeadline = null, NodesExpected = 3, Work = Begun }, change.Next);
        Assert.Empty(change.Nodes);
    }

    [Fact]
    public void A_start_is_not_linked_to_a_task_of_another_kind() =>
        Assert.Equal(1, Change(Reconcile(Sees(Migration(Foreign), Node(1)), Starting with { Preempted = true })).Next.MissingViews);

    [Fact]
    public void A_stop_without_answer_whose_task_is_gone_did_happen() => AssertEnded(
        Reconcile(SeesNoNodes(task: null), Missed(Stopping), later: Settled),
        JobExecutionStatus.Aborted,
        "stopped; gluster's answer with the final counters was lost",
        Missed(Stopping));

    [Fact]
    public void A_stop_without_answer_is_not_given_up_at_the_first_look()
    {
        var change = Change(Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress)), Stopping with { Preempted = true }));
        Assert.Equal(Stopping.State with { MissingViews = 1, MissingSince = Now }, change.Next);
        Assert.Null(change.Event);
    }

    [Fact]
    public void A_stop_without_answer_whose_task_runs_on_did_not_happen()
    {
        var change = Change(Reconcile(Sees(Task(Own), Node(1), Node(2, files: 20), Node(3)), Missed(Stopping), later: Settled));
        Assert.Equal(Following.State with { Description = Described("IN PROGRESS", files: 24), CommitTried = true }, change.Next);
        Assert.Equal([Node(2, files: 20)], change.Nodes);
        Assert.Equal(Resolved(EventSeverity.Warning,
            "the stop without answer did not happen: the task is there as before; ask for it again"),
            change.Event);
    }

    [Fact]
    public void A_stop_without_answer_that_did_not_happen_tells_that_the_ordered_commit_is_not_done_any_more()
    {
        var missed = Missed(Committing);
        var stopping = missed with { AutoCommit = true, State = missed.State with { Intent = TaskOperation.Stop } };
        var change = Change(Reconcile(SeesNoNodes(Migration(Own, GlusterTaskStatus.Completed)), stopping, later: Settled));
        Assert.True(change.Next.CommitTried);
        Assert.EndsWith($"ask for it again. {TaskOutcome.CommitGivenUp}.", change.Event!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Bricks_that_left_by_order_of_the_engine_are_forgotten_and_no_others()
    {
        Assert.True(Change(Reconcile(SeesBricks(2, 3), Missed(Committing), later: Settled)).RemovesBricks);
        Assert.True(Change(Reconcile(SeesBricks(2, 3), Removing, isEvidence: false)).RemovesBricks);
        Assert.False(Change(Reconcile(SeesBricks(2, 3), Missed(Migrated), later: Settled)).RemovesBricks);
    }

    [Fact]
    public void A_stop_is_not_judged_from_a_status_that_hung()
    {
        var change = Change(Reconcile(Hangs(Task(Own)), Missed(Stopping), later: Settled));
        Assert.Equal(Missed(Stopping).State with { QuietUntil = Now + Settled + TimeSpan.FromSeconds(200) }, change.Next);
        Assert.Null(change.Event);
    }

    [Fact]
    public void A_stop_is_not_judged_before_the_quiet_time_is_over()
    {
        var quiet = Missed(Stopping) with { State = Missed(Stopping).State with { QuietUntil = Now.AddSeconds(200) } };
        Assert.True(Reconcile(SeesNoNodes(Task(Own)), quiet, later: TimeSpan.FromSeconds(199)).IsEmpty);
        Assert.Null(Change(Reconcile(SeesNoNodes(Task(Own)), quiet, later: TimeSpan.FromSeconds(200))).Next.Intent);
    }

    [Fact]
    public void Once_the_counters_are_told_again_a_stop_is_judged_before_the_quiet_time_is_over()
    {
        var quiet = Missed(Stopping) with { State = Missed(Stopping).State with { QuietUntil = Now.AddSeconds(200) } };
        Assert.Null(Change(Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress)), quiet, later: TimeSpan.FromSeconds(60))).Next.Intent);
    }

    [Fact]
    public void A_stop_without_answer_that_met_the_end_finds_the_task_finished()
    {
        var change = Change(Reconcile(Sees(Task(Own, GlusterTaskStatus.Completed), Nodes(GlusterTaskStatus.Completed)), Stopping));
        Assert.Equal(
            WithoutHealth(Following.State) with
            {
                Status = JobExecutionStatus.Finished,
                JobStatus = JobExecutionStatus.Finished,
                Progress = 100,
                Description = Described("FINISHED", files: 6)
            },
            change.Next);
    }

    /// <summary>Looked for once, after the volume's generation was moved on.</summary>
    private static OpenTask Missed(OpenTask task) => task with { Preempted = true, State = task.State with { MissingViews = 1, MissingSince = Now } };

    private static TaskState Ended(TaskState state, JobExecutionStatus status, string description) => WithoutHealth(state) with
    {
        Status = status,
        JobStatus = JobExecutionStatus.Failed,
        Progress = status == JobExecutionStatus.Finished ? 100 : state.Progress is { } shown ? Math.Min(shown, 99) : null,
        Description = description,
        Intent = null,
        IntentDeadline = null,
    };

    private static void AssertMigrationEnded(
        Reconciliation found, OpenTask task, (JobExecutionStatus Status, JobExecutionStatus Job, string How) end, EventCode code)
    {
        var change = Change(found);
        var text = new TaskText(GlusterTaskType.RemoveBrick, "data", "lab").Describe(end.Status, task.Nodes, end.How);
        Assert.Equal(Ended(task.State, end.Status, text) with { JobStatus = end.Job }, change.Next);
        Assert.Equal(Draft(code, end.How), change.Event);
    }

    private static void AssertEnded(Reconciliation found, JobExecutionStatus status, string how, OpenTask? task = null)
    {
        var change = Change(found);
        Assert.Equal(Ended((task ?? Missed(Following)).State, status,
            Described(status.ToString().ToUpperInvariant(), files: 6, remark: $"{how}; ")), change.Next);
        Assert.Equal(Draft(EventCode.GlusterVolumeRebalanceNotFoundFromCli, how), change.Event);
    }

    private static EventDraft Draft(EventCode code, string what) => Resolved(EventSeverity.Warning, what) with { Code = code };

    private static EventDraft Resolved(EventSeverity severity, string what) =>
        new(EventCode.GlusterTaskOutcomeResolved, severity, $"Gluster Volume data of cluster lab: {what}.")
        {
            VolumeId = Following.VolumeId,
            JobId = Following.JobId,
            CorrelationId = "corr",
        };
}
