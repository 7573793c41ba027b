using GlusterEngine.Data.Events;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class FollowedTaskTests
{
    private const string Frozen = "The question for its counters hangs: a rebalance process or a peer's glusterd is frozen. "
        + "See that the nodes run; the engine asks again by itself.";

    private static readonly TaskState Unresponsive = Following.State with
    {
        QuietUntil = Now.AddSeconds(200),
        Health = TaskHealth.Unresponsive,
        HealthSince = Now,
        HealthDetail = Frozen,
    };

    [Fact]
    public void A_task_that_stays_as_it_is_is_not_written() =>
        Assert.True(Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress)), Following).IsEmpty);

    [Fact]
    public void Counters_that_moved_are_taken_over() => AssertChange(
        Reconcile(Sees(Task(Own), Node(1), Node(2, files: 20), Node(3)), Following),
        Following.State with { Description = Described("IN PROGRESS", files: 24) },
        draft: null,
        Node(2, files: 20));

    [Fact]
    public void A_node_that_is_away_is_told_and_keeps_its_counters() => AssertChange(
        Reconcile(Sees(Task(Own), Node(1), Node(2, files: 20)), Following),
        Following.State with { Description = Described("IN PROGRESS", files: 24, remark: $"2 of 3 nodes answered, not {Peers.Of(3)}; "), NodesAnswered = 2 },
        draft: null,
        Node(2, files: 20));

    [Fact]
    public void A_rebalance_is_not_finished_while_a_node_is_away() => AssertChange(
        Reconcile(Sees(Task(Own, GlusterTaskStatus.Completed), Node(1, GlusterTaskStatus.Completed),
            Node(2, GlusterTaskStatus.Completed)), Following),
        Following.State with { Description = Described("IN PROGRESS", files: 6, remark: $"2 of 3 nodes answered, not {Peers.Of(3)}; "), NodesAnswered = 2 },
        draft: null,
        Node(1, GlusterTaskStatus.Completed), Node(2, GlusterTaskStatus.Completed));

    [Fact]
    public void A_node_without_bricks_is_not_counted_among_those_that_answered() => AssertChange(
        Reconcile(Sees(Task(Own), [.. Nodes(GlusterTaskStatus.InProgress), Node(9, GlusterTaskStatus.NotStarted, files: 0)]), Following),
        Following.State with { Description = Described("IN PROGRESS", files: 6, nodes: 4) },
        draft: null,
        Node(9, GlusterTaskStatus.NotStarted, files: 0));

    [Fact]
    public void A_node_whose_first_brick_came_after_the_begin_is_not_waited_for()
    {
        var grown = new ClusterVolume(Volume.Id, Volume.Name, Own, TasksObserved: true, [.. Volume.Bricks, (Brick(4), Peers.Of(4))]);
        var seen = Sees(Task(Own, GlusterTaskStatus.Completed), [.. Nodes(GlusterTaskStatus.Completed), Node(4, GlusterTaskStatus.NotStarted, files: 0)]);

        var ended = Change(Reconcile(seen, Following, volume: grown)).Next;
        var unknown = Change(Reconcile(seen, Following with { State = Following.State with { Work = TaskWork.None } }, volume: grown)).Next;

        Assert.Equal((JobExecutionStatus.Finished, 3), (ended.Status, ended.NodesExpected));
        Assert.Equal((JobExecutionStatus.Started, 4), (unknown.Status, unknown.NodesExpected));
    }

    [Fact]
    public void A_node_that_was_seen_at_work_is_waited_for_although_the_inventory_came_to_know_its_brick_later()
    {
        var seen = Change(Reconcile(Sees(Task(Own), [.. Nodes(GlusterTaskStatus.InProgress), Node(4)]), Following)).Next;
        var grown = new ClusterVolume(Volume.Id, Volume.Name, Own, TasksObserved: true, [.. Volume.Bricks, (Brick(4), Peers.Of(4))]);

        var without = Change(Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.Completed)), Following with { State = seen }, volume: grown)).Next;

        Assert.Equal((JobExecutionStatus.Started, 4), (without.Status, without.NodesExpected));
    }

    [Fact]
    public void A_node_whose_last_brick_left_after_the_begin_is_not_waited_for()
    {
        var shrunk = new ClusterVolume(Volume.Id, Volume.Name, Own, TasksObserved: true, [.. Volume.Bricks.Take(2)]);

        var ended = Change(Reconcile(Sees(Task(Own, GlusterTaskStatus.Completed), Node(1, GlusterTaskStatus.Completed), Node(2, GlusterTaskStatus.Completed)), Following, volume: shrunk)).Next;

        Assert.Equal((JobExecutionStatus.Finished, 2), (ended.Status, ended.NodesExpected));
    }

    [Theory]
    [InlineData(GlusterTaskStatus.Completed, JobExecutionStatus.Finished, JobExecutionStatus.Finished, EventSeverity.Normal)]
    [InlineData(GlusterTaskStatus.FixLayoutCompleted, JobExecutionStatus.Finished, JobExecutionStatus.Finished, EventSeverity.Normal)]
    [InlineData(GlusterTaskStatus.ResetDueToReplaceBrick, JobExecutionStatus.Finished, JobExecutionStatus.Finished, EventSeverity.Normal)]
    [InlineData(GlusterTaskStatus.Failed, JobExecutionStatus.Failed, JobExecutionStatus.Failed, EventSeverity.Error)]
    [InlineData(GlusterTaskStatus.FixLayoutFailed, JobExecutionStatus.Failed, JobExecutionStatus.Failed, EventSeverity.Error)]
    [InlineData(GlusterTaskStatus.Stopped, JobExecutionStatus.Aborted, JobExecutionStatus.Failed, EventSeverity.Normal)]
    [InlineData(GlusterTaskStatus.FixLayoutStopped, JobExecutionStatus.Aborted, JobExecutionStatus.Failed, EventSeverity.Normal)]
    public void A_rebalance_that_is_over_ends_its_job(
        GlusterTaskStatus code, JobExecutionStatus status, JobExecutionStatus job, EventSeverity severity) => AssertChange(
            Reconcile(Sees(Task(Own, code), Nodes(code)), Following),
            WithoutHealth(Following.State) with
            {
                Status = status,
                JobStatus = job,
                Progress = status == JobExecutionStatus.Finished ? 100 : null,
                Description = Described(status.ToString().ToUpperInvariant(), files: 6)
            },
            Draft(EventCode.GlusterVolumeRebalanceFinished, severity, $"rebalance {status.ToString().ToLowerInvariant()}"),
            Nodes(code));

    [Theory]
    [InlineData(GlusterTaskStatus.Completed, JobExecutionStatus.Finished, "MIGRATION COMPLETE", EventSeverity.Normal)]
    [InlineData(GlusterTaskStatus.Failed, JobExecutionStatus.Failed, "MIGRATION FAILED", EventSeverity.Error)]
    public void A_migration_that_is_over_waits_for_commit_or_stop(
        GlusterTaskStatus code, JobExecutionStatus status, string word, EventSeverity severity) => AssertChange(
            Reconcile(Sees(Migration(Own, code), Node(1, code)), Migrating),
            WithoutHealth(Migrating.State) with { Status = status, Progress = status == JobExecutionStatus.Finished ? 100 : null, Description = Migration(word, files: 1) },
            Draft(EventCode.GlusterVolumeMigrateBrickDataFinished, severity,
                $"data migration {status.ToString().ToLowerInvariant()}; review it, then commit or stop it"),
            Node(1, code));

    [Fact]
    public void A_migration_that_waits_is_not_written_again() =>
        Assert.True(Reconcile(SeesNoNodes(Migration(Own, GlusterTaskStatus.Completed)), Migrated).IsEmpty);

    [Fact]
    public void A_migration_that_goes_on_after_its_end_is_no_end() => AssertChange(
        Reconcile(Sees(Migration(Own), Node(1)), Migrated), Migrating.State with { HealthSince = Now, Progress = 99 }, draft: null, Node(1));

    [Fact]
    public void What_is_shown_as_moved_does_not_fall_where_a_process_begins_again()
    {
        var before = Node(1, files: 40) with { RunTime = 500, Scanned = 100, Bytes = 40 << 10 };
        var found = Reconcile(
            Sees(Migration(Own), Node(1, files: 2) with { RunTime = 3, Scanned = 5, Bytes = 2 << 10 }),
            Migrating with { Nodes = [before] });
        Assert.Contains("[scanned: 45, moved: 42, failed: 0, skipped: 0], Total size moved: 42.00 KiB", Assert.Single(found.Changes).Next.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_whose_counters_never_began_again_shows_them_as_they_are()
    {
        var node = Node(1, files: long.MaxValue);
        Assert.Equal([node], TaskWork.None.InAll([node]));
        Assert.Equal(node, new NodeWork(node.PeerUuid).InAll(node));
        Assert.Equal(long.MaxValue / 2, (new NodeWork(node.PeerUuid) { MovedBefore = 7 }).InAll(node).Files);
    }

    [Fact]
    public void A_migration_expects_only_the_nodes_whose_bricks_leave() => AssertChange(
        Reconcile(Sees(Migration(Own), Node(1, files: 4)), Migrating with { State = Migrating.State with { NodesExpected = 3 } }),
        Migrating.State with { Description = Migration("MIGRATION IN PROGRESS", files: 4) },
        draft: null,
        Node(1, files: 4));

    [Fact]
    public void A_migration_whose_only_node_is_away_goes_on() => AssertChange(
        Reconcile(Sees(Migration(Own, GlusterTaskStatus.NotStarted)), Migrating),
        Migrating.State with
        {
            Description = Migration("MIGRATION IN PROGRESS", files: 1, remark: "0 of 1 nodes answered; "),
            NodesAnswered = 0
        },
        draft: null);

    [Theory]
    [InlineData(false, false, "review it, then commit or stop it")]
    [InlineData(true, true, "review it, then commit or stop it")]
    [InlineData(true, false, "the commit that was ordered with it waits")]
    public void A_migration_that_failed_says_what_becomes_of_the_commit_that_was_ordered_with_it(bool isOrdered, bool isTried, string words)
    {
        var task = Migrating with { AutoCommit = isOrdered, State = Migrating.State with { CommitTried = isTried } };
        var failed = Change(Reconcile(Sees(Migration(Own, GlusterTaskStatus.Failed), Node(1, GlusterTaskStatus.Failed)), task));
        Assert.Equal((JobExecutionStatus.Failed, null, EventSeverity.Error), (failed.Next.Status, failed.Next.JobStatus, failed.Event!.Severity));
        Assert.Contains(words, failed.Event.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_counters_the_list_alone_ends_nothing() =>
        Assert.True(Reconcile(SeesNoNodes(Task(Own, GlusterTaskStatus.Completed)), Following).IsEmpty);

    [Fact]
    public void A_task_that_was_missing_once_is_forgiven_when_it_is_seen() => AssertChange(
        Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress)), MissedOnce(Following)), Following.State, draft: null);

    [Fact]
    public void A_partial_view_forgives_too() => AssertChange(
        Reconcile(SeesNoNodes(Task(Own)), MissedOnce(Following), isEvidence: false), Following.State, draft: null);

    [Fact]
    public void A_volume_whose_status_hung_is_left_alone_for_a_while() => AssertChange(
        Reconcile(Hangs(Task(Own)), Following),
        Unresponsive,
        Draft(EventCode.GlusterTaskHealthChanged, EventSeverity.Alert, $"the task is unresponsive: {Frozen.TrimEnd('.')}"));

    [Fact]
    public void A_quiet_time_lasts_until_its_end()
    {
        var quiet = Following with { State = Unresponsive };
        Assert.True(Reconcile(SeesNoNodes(Task(Own)), quiet, later: TimeSpan.FromSeconds(199)).IsEmpty);
        AssertChange(
            Reconcile(SeesNoNodes(Task(Own)), quiet, later: TimeSpan.FromSeconds(200)), Unresponsive with { QuietUntil = null },
                draft: null);
    }

    [Fact]
    public void A_volume_whose_status_hangs_again_is_left_alone_for_as_long_as_it_has_hung() => AssertChange(
        Reconcile(Hangs(Task(Own)), Following with { State = Unresponsive }, later: TimeSpan.FromSeconds(400)),
        Unresponsive with { QuietUntil = Now.AddSeconds(800) },
        draft: null);

    [Fact]
    public void A_task_that_answers_again_moves_again() => AssertChange(
        Reconcile(Sees(Task(Own), Nodes(GlusterTaskStatus.InProgress)), Following with { State = Unresponsive with { QuietUntil = null } }),
        Following.State with { HealthSince = Now },
        Draft(EventCode.GlusterTaskHealthChanged, EventSeverity.Normal, "the task moves again"));

    [Fact]
    public void A_node_that_stands_still_stalls_the_task()
    {
        const string Detail = "Nodes peer2 say that they are in progress, but nothing moves there. "
            + "Look at their rebalance process and disk; stop the task and start it again when the process is dead.";
        AssertChange(
            Still(TimeSpan.FromSeconds(9)),
            Following.State with
            {
                Description = Described("IN PROGRESS", files: 7),
                Health = TaskHealth.Stalled,
                HealthSince = Now,
                HealthDetail = Detail,
            },
            Draft(EventCode.GlusterTaskHealthChanged, EventSeverity.Alert, $"the task is stalled: {Detail.TrimEnd('.')}"),
            Node(1, files: 2));
    }

    [Fact]
    public void A_node_that_stood_still_for_one_look_only_is_not_stalled() => AssertChange(
        Still(TimeSpan.FromSeconds(8.9)), Following.State with { Description = Described("IN PROGRESS", files: 7) }, draft: null,
            Node(1, files: 2));

    [Fact]
    public void What_is_in_flight_is_left_to_the_command()
    {
        Assert.True(Reconcile(Sees(Task(Own, GlusterTaskStatus.Completed), Nodes(GlusterTaskStatus.Completed)),
            Stopping with { InFlight = true }).IsEmpty);
        Assert.True(Reconcile(SeesNoNodes(task: null), Stopping with { InFlight = true }).IsEmpty);
        Assert.Empty(Reconcile(Sees(Task(Foreign)), Starting with { InFlight = true }).Changes);
    }

    [Fact]
    public void A_view_without_the_volume_changes_nothing() =>
        Assert.True(Reconcile(seen: null, MissedOnce(Following), later: TimeSpan.FromSeconds(59)).IsEmpty);

    [Fact]
    public void Views_without_the_volume_for_long_say_that_it_is_unresponsive_and_nothing_else()
    {
        var before = MissedOnce(Following);
        var change = Assert.Single(Reconcile(seen: null, before, later: TimeSpan.FromHours(1)).Changes);
        Assert.Equal(TaskHealth.Unresponsive, change.Next.Health);
        Assert.Equal(EventCode.GlusterTaskHealthChanged, change.Event!.Code);
        Assert.Equal(before.State, change.Next with { Health = before.State.Health, HealthSince = before.State.HealthSince, HealthDetail = before.State.HealthDetail });
    }

    [Fact]
    public void Counters_are_asked_for_while_a_task_runs_and_once_at_its_end()
    {
        Assert.True(TaskReconciler.NeedsNodes(Task(Own), Following, Volume));
        Assert.True(TaskReconciler.NeedsNodes(Task(Own, GlusterTaskStatus.FixLayoutInProgress), Following, Volume));
        Assert.True(TaskReconciler.NeedsNodes(Task(Own, GlusterTaskStatus.Completed), Following, Volume));
        Assert.False(TaskReconciler.NeedsNodes(Migration(Own, GlusterTaskStatus.Completed), Migrated, Volume));
    }

    [Fact]
    public void Counters_are_asked_for_again_when_a_migration_failed_after_its_end()
    {
        var failed = Migration(Own, GlusterTaskStatus.Failed);
        Assert.True(TaskReconciler.NeedsNodes(failed, Migrated, Volume));
        Assert.False(TaskReconciler.NeedsNodes(failed, Migrated with { State = Migrated.State with { Status = JobExecutionStatus.Failed } }, Volume));
        Assert.Equal(JobExecutionStatus.Failed, Change(Reconcile(Sees(failed, Node(1, GlusterTaskStatus.Failed)), Migrated)).Next.Status);
    }

    [Fact]
    public void Counters_are_asked_for_before_a_task_is_adopted()
    {
        Assert.True(TaskReconciler.NeedsNodes(Task(Foreign), open: null, Volume));
        Assert.True(TaskReconciler.NeedsNodes(Task(Foreign, GlusterTaskStatus.Completed), open: null, Volume));
        Assert.False(TaskReconciler.NeedsNodes(Task(Own, GlusterTaskStatus.Completed), open: null, Volume));
        Assert.False(TaskReconciler.NeedsNodes(Task(Foreign) with { Type = GlusterTaskType.Unknown }, open: null, Volume));
    }

    /// <summary>The first node moves and the second has not for a while.</summary>
    private static Reconciliation Still(TimeSpan time)
    {
        var view = View(Sees(Task(Own), Node(1, files: 2), Node(2), Node(3))) with
        {
            PeerNames = new Dictionary<Guid,
            string>
            { [Peers.Of(2)] = "peer2" }
        };
        var changed = new Dictionary<Guid, DateTimeOffset> { [Peers.Of(1)] = Now.AddDays(-1), [Peers.Of(2)] = Now - time };
        return new TaskReconciler(Options, "lab", view, Now).Reconcile([Following with { NodesChangedAt = changed }], [Volume]);
    }

    private static OpenTask MissedOnce(OpenTask task) =>
        task with { State = task.State with { MissingViews = 1, MissingSince = Now.AddMinutes(-1) } };

    private static EventDraft Draft(EventCode code, EventSeverity severity, string what) => new(code, severity,
        $"Gluster Volume data of cluster lab: {what}.")
    {
        VolumeId = Following.VolumeId,
        JobId = Following.JobId,
        CorrelationId = "corr",
    };

    private static void AssertChange(Reconciliation found, TaskState next, EventDraft? draft, params TaskNode[] nodes)
    {
        var change = Change(found);
        Assert.Equal(next, change.Next);
        Assert.Equal(draft, change.Event);
        Assert.Equal(nodes, change.Nodes);
        Assert.Empty(found.Observed);
    }
}
