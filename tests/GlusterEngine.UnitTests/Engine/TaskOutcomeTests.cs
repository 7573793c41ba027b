using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;
using Reply = GlusterEngine.Vds.VdsReply<GlusterEngine.Vds.Tasks.TaskReport>;
using Result = GlusterEngine.Engine.Commands.CommandResult<GlusterEngine.Engine.Commands.GlusterAsyncTask>;

namespace GlusterEngine.UnitTests.Engine;

public sealed class TaskOutcomeTests
{
    private static readonly GlusterError Error = new(-1, 30800, "Quorum not met.", GlusterErrorMeaning.QuorumLost);
    private static readonly Reply Refused = new Reply.Refused(Error);
    private static readonly Reply Locked = new Reply.Refused(new(-1, 0, "Another transaction is in progress.", GlusterErrorMeaning.Locked));
    private static readonly Reply Hung = new Reply.Refused(new(-1, 0, "The state could not be read.", GlusterErrorMeaning.LookHung));
    private static readonly Reply Unreachable = new Reply.Unreachable("glusterd is down");
    private static readonly Reply Unknown = new Reply.Unknown("timed out");

    private static readonly OpenTask Starting = TaskScene.Starting with
    {
        State = TaskScene.Starting.State with { IntentDeadline = Now.AddMinutes(3) },
    };

    private static readonly OpenTask Stopping = TaskScene.Stopping with
    {
        State = TaskScene.Stopping.State with { IntentDeadline = Now.AddMinutes(3) },
    };

    [Fact]
    public void An_answered_start_is_followed_from_then_on() => AssertOutcome(
        Of(Starting, TaskOperation.Start, new Reply.Answered(new(Own, []))),
        Starting.State with { Intent = null, IntentDeadline = null, ExternalId = Own, NodesExpected = 3, Work = Begun });

    [Fact]
    public void A_refused_start_ends_the_job_with_glusters_words() => AssertOutcome(
        Of(Starting, TaskOperation.Start, Refused), NotStarted("Quorum not met."));

    [Fact]
    public void A_start_that_reached_no_host_ends_the_job() => AssertOutcome(
        Of(Starting, TaskOperation.Start, Unreachable), NotStarted("glusterd is down"));

    [Fact]
    public void A_start_without_definite_answer_keeps_its_intent() => AssertOutcome(
        Of(Starting, TaskOperation.Start, Unknown), Unsettled(Starting, "start"));

    [Fact]
    public void A_stop_without_definite_answer_keeps_its_intent() => AssertOutcome(
        Of(Stopping, TaskOperation.Stop, Unknown), Unsettled(Stopping, "stop"));

    [Fact]
    public void A_refused_stop_leaves_the_task_running() => AssertOutcome(
        Of(Stopping, TaskOperation.Stop, Refused), Stopping.State with { Intent = null, IntentDeadline = null, CommitTried = true });

    [Fact]
    public void A_stop_that_reached_no_host_leaves_the_task_running() => AssertOutcome(
        Of(Stopping, TaskOperation.Stop, Unreachable), Stopping.State with { Intent = null, IntentDeadline = null, CommitTried = true });

    [Fact]
    public void An_answered_stop_ends_the_task_with_its_last_counters() => AssertOutcome(
        Of(Stopping, TaskOperation.Stop, Stopped(GlusterTaskStatus.Stopped, 1, 2, 3)),
        WithoutHealth(Stopping.State) with
        {
            Intent = null,
            IntentDeadline = null,
            Status = JobExecutionStatus.Aborted,
            JobStatus = JobExecutionStatus.Failed,
            Description = Described("ABORTED", files: 30),
        },
        [Row(1, GlusterTaskStatus.Stopped), Row(2, GlusterTaskStatus.Stopped), Row(3, GlusterTaskStatus.Stopped)]);

    [Fact]
    public void A_stop_that_meets_the_end_of_the_task_finishes_it() => AssertOutcome(
        Of(Stopping, TaskOperation.Stop, Stopped(GlusterTaskStatus.Completed, 1, 2, 3)),
        WithoutHealth(Stopping.State) with
        {
            Intent = null,
            IntentDeadline = null,
            Status = JobExecutionStatus.Finished,
            JobStatus = JobExecutionStatus.Finished,
            Progress = 100,
            Description = Described("FINISHED", files: 30),
        },
        [Row(1, GlusterTaskStatus.Completed), Row(2, GlusterTaskStatus.Completed), Row(3, GlusterTaskStatus.Completed)]);

    [Fact]
    public void A_stop_without_the_answer_of_a_node_that_still_worked_is_no_end_of_the_work() => AssertOutcome(
        Of(Stopping, TaskOperation.Stop, Stopped(GlusterTaskStatus.Completed, 1, 2)),
        WithoutHealth(Stopping.State) with
        {
            Intent = null,
            IntentDeadline = null,
            Status = JobExecutionStatus.Aborted,
            JobStatus = JobExecutionStatus.Failed,
            Description = Described("ABORTED", files: 23),
            NodesAnswered = 2,
        },
        [Row(1, GlusterTaskStatus.Completed), Row(2, GlusterTaskStatus.Completed)]);

    [Fact]
    public void A_stop_that_hit_the_task_which_replaced_it_says_nothing_of_its_own_end()
    {
        var other = Guid.CreateVersion7();
        AssertOutcome(
            Of(Stopping, TaskOperation.Stop, new Reply.Answered(new(other, [Report(Row(1, GlusterTaskStatus.Completed))]))),
            WithoutHealth(Stopping.State) with
            {
                Intent = null,
                IntentDeadline = null,
                Status = JobExecutionStatus.Aborted,
                JobStatus = JobExecutionStatus.Failed,
                Description = new TaskText(Stopping.TaskType, Stopping.VolumeName, "lab").Describe(JobExecutionStatus.Aborted, Stopping.Nodes,
                    $"replaced by task {other}, which was started outside the engine and which this stop has stopped"),
            },
            []);
    }

    [Fact]
    public void Nodes_without_bricks_are_not_counted_among_those_that_answered() =>
        Assert.Equal(2, Of(Stopping, TaskOperation.Stop, Stopped(GlusterTaskStatus.Stopped, 1, 2, 8, 9)).State.NodesAnswered);

    [Fact]
    public void A_migration_starts_on_the_nodes_of_its_bricks() => Assert.Equal(
        1, Of(Removing with { State = Starting.State }, TaskOperation.Start, new Reply.Answered(new(Own, []))).State.NodesExpected);

    [Fact]
    public void A_stopped_migration_was_in_vain_even_when_its_data_had_moved()
    {
        var state = Of(Migrated, TaskOperation.Stop, Stopped(GlusterTaskStatus.Completed, 1)).State;
        Assert.Equal((JobExecutionStatus.Aborted, JobExecutionStatus.Failed, 1, 1),
            (state.Status, state.JobStatus, state.NodesExpected, state.NodesAnswered));
    }

    [Fact]
    public void An_answered_commit_takes_the_bricks_out()
    {
        var outcome = Of(Committing, TaskOperation.Commit, new Reply.Answered(new(Own, [])));
        Assert.True(outcome.RemovesBricks);
        AssertOutcome(outcome, Committing.State with
        {
            Intent = null,
            IntentDeadline = null,
            JobStatus = JobExecutionStatus.Finished,
            Progress = 100,
            Description = Migration("COMMITTED", files: 1),
        });
    }

    [Fact]
    public void A_refused_commit_leaves_the_migration_waiting_and_is_not_tried_again_by_itself()
    {
        var outcome = Of(Committing, TaskOperation.Commit, Refused);
        Assert.False(outcome.RemovesBricks);
        AssertOutcome(outcome, Committing.State with { Intent = null, IntentDeadline = null, CommitTried = true });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_engine_goes_on_trying_to_commit_while_the_volume_is_locked_or_nobody_is_reached_unless_a_user_came_in_between(bool wasTried)
    {
        var committing = Committing with { State = Committing.State with { CommitTried = wasTried } };
        foreach (var reply in new[] { Locked, Hung, Unreachable })
            AssertOutcome(Of(committing, TaskOperation.Commit, reply, isByItself: true), committing.State with { Intent = null, IntentDeadline = null });
    }

    [Fact]
    public void A_commit_by_the_engine_itself_that_gluster_refuses_for_good_is_not_tried_again() =>
        Assert.True(Of(Committing, TaskOperation.Commit, Refused, isByItself: true).State.CommitTried);

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public void Who_asks_to_stop_a_migration_does_not_want_it_committed_by_itself_and_is_told(bool isOrdered, bool wasTried, bool isTold)
    {
        var migrated = Migrated with { AutoCommit = isOrdered, State = Migrated.State with { CommitTried = wasTried } };
        foreach (var reply in new[] { Refused, Locked, Unreachable })
        {
            var outcome = Of(migrated, TaskOperation.Stop, reply);
            Assert.Equal((true, isTold), (outcome.State.CommitTried, outcome.GivesUpCommit));
        }
    }

    [Fact]
    public void A_users_commit_that_is_refused_for_good_ends_the_one_that_was_ordered_with_the_start_and_says_so()
    {
        var outcome = Of(Committing with { AutoCommit = true }, TaskOperation.Commit, Refused);
        Assert.Equal((true, true), (outcome.State.CommitTried, outcome.GivesUpCommit));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_users_commit_that_meets_what_passes_leaves_the_one_that_was_ordered_with_the_start_as_it_was(bool wasTried)
    {
        var committing = Committing with { AutoCommit = true, State = Committing.State with { CommitTried = wasTried } };
        foreach (var reply in new[] { Locked, Hung, Unreachable, new Reply.Refused(Error with { Meaning = GlusterErrorMeaning.ProcessUnreachable }) })
        {
            var outcome = Of(committing, TaskOperation.Commit, reply);
            AssertOutcome(outcome, committing.State with { Intent = null, IntentDeadline = null });
            Assert.Equal((false, false), (outcome.IsTriedAgain, outcome.GivesUpCommit));
        }
    }

    private static GateReport FilesLeft { get; } = new([new("FILES_LEFT", "text", "next", MayBeOverridden: true)], [], [], 1, 1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_commit_that_the_gate_kept_back_is_tried_as_before_whoever_asked(bool wasTried)
    {
        var committing = Committing with { State = Committing.State with { CommitTried = wasTried } };
        foreach (var report in new[] { FilesLeft, CommitGate.Interrupted, CommitGate.NotCollected })
            Assert.Equal(Committing.State with { Intent = null, IntentDeadline = null, CommitTried = wasTried }, TaskOutcome.KeptBack(committing, report));
    }

    [Fact]
    public void A_gate_whose_question_hung_keeps_the_pause()
    {
        Assert.Equal(Now.AddMinutes(10), TaskOutcome.KeptBack(Committing, FilesLeft with { QuietUntil = Now.AddMinutes(10) }).QuietUntil);
        var quiet = Committing with { State = Committing.State with { QuietUntil = Now.AddMinutes(5) } };
        Assert.Equal(Now.AddMinutes(5), TaskOutcome.KeptBack(quiet, FilesLeft).QuietUntil);
    }

    [Fact]
    public void An_answered_removal_by_force_takes_the_bricks_out()
    {
        var outcome = Of(Removing, TaskOperation.ForceRemove, new Reply.Answered(new(TaskId: null, [])));
        Assert.True(outcome.RemovesBricks);
        AssertOutcome(outcome, Removing.State with
        {
            Intent = null,
            IntentDeadline = null,
            Status = JobExecutionStatus.Finished,
            JobStatus = JobExecutionStatus.Finished,
            Progress = 100,
            Description = "Removing Bricks from Gluster Volume data in Cluster lab.( REMOVED BY FORCE  )",
        });
    }

    [Fact]
    public void A_refused_removal_by_force_ends_the_job()
    {
        var outcome = Of(Removing, TaskOperation.ForceRemove, Refused);
        Assert.False(outcome.RemovesBricks);
        Assert.Equal((JobExecutionStatus.Failed, JobExecutionStatus.Failed), (outcome.State.Status, outcome.State.JobStatus));
    }

    [Fact]
    public void The_caller_is_told_what_gluster_said()
    {
        var task = new GlusterAsyncTask(Guid.CreateVersion7(), Guid.CreateVersion7(), TaskId: null);
        Assert.Equal(
            [
                new Result.Done(task with { TaskId = Own }),
                new Result.GlusterRefused(Error, task),
                new Result.Unreachable("glusterd is down", task),
                new Result.OutcomeUnknown("timed out", task),
            ],
            new[] { new Reply.Answered(new(Own, [])), Refused, Unreachable, Unknown }
                .Select(reply => Of(Starting, TaskOperation.Start, reply).ToResult(task)));
    }

    [Fact]
    public void An_answer_without_task_id_keeps_the_known_one()
    {
        var task = new GlusterAsyncTask(Guid.CreateVersion7(), Guid.CreateVersion7(), Own);
        Assert.Equal(new Result.Done(task), Of(Stopping, TaskOperation.Stop, new Reply.Answered(new(TaskId: null, []))).ToResult(task));
    }

    private static TaskOutcome Of(OpenTask open, TaskOperation operation, Reply reply, bool isByItself = false) =>
        TaskOutcome.Of(open, (operation, isByItself), reply, new VolumeSketch("uuu").Snapshot(open));

    private static TaskState NotStarted(string words) => Starting.State with
    {
        Intent = null,
        IntentDeadline = null,
        Status = JobExecutionStatus.Failed,
        JobStatus = JobExecutionStatus.Failed,
        Description = $"Rebalancing Gluster Volume data in Cluster lab.( FAILED {words})",
    };

    private static TaskState Unsettled(OpenTask open, string operation) => open.State with
    {
        IntentDeadline = DateTimeOffset.UnixEpoch,
        Description = "Rebalancing Gluster Volume data in Cluster lab.( OUTCOME UNKNOWN gluster gave no definite answer to the "
            + $"{operation}; the engine looks what became of it)",
    };

    private static Reply.Answered Stopped(GlusterTaskStatus status, params int[] peers) =>
        new(new(Own, [.. peers.Select(peer => Report(Row(peer, status)))]));

    private static TaskNode Row(int peer, GlusterTaskStatus status) => Node(peer, status, files: 10);

    private static NodeReport Report(TaskNode node) =>
        new(node.PeerUuid, node.Status, node.Files, node.Bytes, node.Scanned, node.Failed, node.Skipped, node.RunTime);

    private static void AssertOutcome(TaskOutcome outcome, TaskState state, params TaskNode[] nodes)
    {
        Assert.Equal(state, outcome.State);
        Assert.Equal(nodes, outcome.Nodes);
    }
}
