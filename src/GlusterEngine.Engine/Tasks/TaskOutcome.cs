using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>What gluster's reply to a start or stop makes of the step. Pure.</summary>
internal sealed record TaskOutcome(TaskState State, IReadOnlyList<TaskNode> Nodes, VdsReply<TaskReport> Reply)
{
    /// <summary>Whether the task's bricks have left the volume.</summary>
    public bool RemovesBricks { get; private init; }

    /// <summary>That the commit ordered with the start is not done any more, and what to do; without the full stop.</summary>
    public const string CommitGivenUp = "The commit that was ordered with the start (auto_commit) is not done by itself any more: once the bricks shall leave, ask for it";

    /// <summary>Whether the engine asks for the same once more by itself.</summary>
    public bool IsTriedAgain { get; private init; }

    /// <summary>Whether this is why the commit ordered with the start is not done any more.</summary>
    public bool GivesUpCommit { get; private init; }

    /// <param name="open">The task with the intent on it.</param>
    /// <param name="asked">What was asked, and whether by the engine itself, as ordered with the start.</param>
    /// <param name="reply">What came back.</param>
    /// <param name="snapshot">The volume as it was when it was asked.</param>
    public static TaskOutcome Of(OpenTask open, (TaskOperation Operation, bool IsByItself) asked, VdsReply<TaskReport> reply, VolumeSnapshot snapshot)
    {
        var operation = asked.Operation;
        var settled = open.State with { Intent = null, IntentDeadline = null };
        var text = new TaskText(open.TaskType, open.VolumeName, snapshot.ClusterName);
        return (operation, reply) switch
        {
            // The call is over, so nobody is in flight; the intent stays for the sync.
            (_, VdsReply<TaskReport>.Unknown) => new(
                open.State with { IntentDeadline = DateTimeOffset.UnixEpoch, Description = text.OutcomeUnknown(operation) }, [], reply),
            (TaskOperation.Start, VdsReply<TaskReport>.Answered answered) => Started(open, settled, answered.Value.TaskId, reply, snapshot),
            (TaskOperation.Commit or TaskOperation.ForceRemove, VdsReply<TaskReport>.Answered) => Removed(open, settled, text, operation, reply),
            (TaskOperation.Start or TaskOperation.ForceRemove, _) => new(
                settled with
                {
                    Status = JobExecutionStatus.Failed,
                    JobStatus = JobExecutionStatus.Failed,
                    Description = text.NotStarted(WordsOf(reply)),
                },
                [], reply),
            (TaskOperation.Stop, VdsReply<TaskReport>.Answered { Value.TaskId: { } other }) when other != open.State.ExternalId => Replaced(open, settled, text, other, reply),
            (_, VdsReply<TaskReport>.Answered answered) => Stopped(open, settled, text, answered.Value, reply, snapshot),
            // Somebody held the volume, or nobody was reached: that passes.
            (TaskOperation.Commit, VdsReply<TaskReport>.Refused or VdsReply<TaskReport>.Unreachable) when Passes(reply) => new(settled, [], reply) { IsTriedAgain = asked.IsByItself },
            // Nobody who asked to stop it wants it committed without being asked.
            _ => new(settled with { CommitTried = true }, [], reply) { GivesUpCommit = open is { AutoCommit: true, State.CommitTried: false } },
        };
    }

    private static TaskOutcome Started(OpenTask open, TaskState settled, Guid? taskId, VdsReply<TaskReport> reply, VolumeSnapshot snapshot)
    {
        var state = settled with { ExternalId = taskId };
        if (open.Bricks.Count > 0) return new(state with { NodesExpected = open.Bricks.DistinctBy(static brick => brick.PeerUuid).Count() }, [], reply);
        var peers = TaskNodes.Expected(snapshot.Volume.Bricks);
        return new(state with { NodesExpected = peers.Count, Work = state.Work.On(peers, working: []) }, [], reply);
    }

    private static bool Passes(VdsReply<TaskReport> reply) =>
        reply is not VdsReply<TaskReport>.Refused { Error.Meaning: var meaning } || meaning == GlusterErrorMeaning.LookHung || GlusterErrorClassifier.IsPassing(meaning);

    private static TaskOutcome Removed(OpenTask open, TaskState settled, TaskText text, TaskOperation operation, VdsReply<TaskReport> reply)
    {
        var state = settled with
        {
            Status = JobExecutionStatus.Finished,
            JobStatus = JobExecutionStatus.Finished,
            Progress = 100,
            Description = text.Removed(operation, open.State.Work.InAll(open.Nodes)),
            Health = null,
            HealthSince = null,
            HealthDetail = null,
        };
        return new(state, [], reply) { RemovesBricks = true };
    }

    /// <summary>
    /// The state after the gate kept a commit back. The engine goes on trying one that was ordered with the start, also where it was a user who asked: he wants it
    /// committed as well.
    /// </summary>
    public static TaskState KeptBack(OpenTask open, GateReport report) => open.State with
    {
        Intent = null,
        IntentDeadline = null,
        QuietUntil = report.QuietUntil ?? open.State.QuietUntil,
    };

    public CommandResult<GlusterAsyncTask> ToResult(GlusterAsyncTask task) => Reply switch
    {
        VdsReply<TaskReport>.Answered answered => new CommandResult<GlusterAsyncTask>.Done(task with { TaskId = answered.Value.TaskId ?? task.TaskId }),
        VdsReply<TaskReport>.Refused refused => new CommandResult<GlusterAsyncTask>.GlusterRefused(refused.Error, task),
        VdsReply<TaskReport>.Unreachable unreachable => new CommandResult<GlusterAsyncTask>.Unreachable(unreachable.Reason, task),
        VdsReply<TaskReport>.Unknown unknown => new CommandResult<GlusterAsyncTask>.OutcomeUnknown(unknown.Reason, task),
        _ => throw new InvalidOperationException($"No such reply: {Reply.GetType()}."),
    };

    /// <summary>A stop's reply carries the final counters, which exist nowhere else.</summary>
    private static TaskOutcome Stopped(
        OpenTask open, TaskState settled, TaskText text, TaskReport report, VdsReply<TaskReport> reply, VolumeSnapshot snapshot)
    {
        var reported = TaskNodes.Of(report);
        var nodes = TaskNodes.Merge(open.Nodes, reported);
        var expected = open.TaskType == GlusterTaskType.RemoveBrick
            ? open.Bricks.Select(static brick => brick.PeerUuid).ToHashSet()
            : open.State.Work.Working(TaskNodes.Expected(snapshot.Volume.Bricks));
        // A rebalance that was done already ends well; a migration that is stopped was in vain even when its data had moved.
        var isDone = open.TaskType == GlusterTaskType.Rebalance && TaskNodes.StatusOf(expected, nodes) == JobExecutionStatus.Finished;
        var status = isDone ? JobExecutionStatus.Finished : JobExecutionStatus.Aborted;
        var state = settled with
        {
            Status = status,
            JobStatus = status == JobExecutionStatus.Finished ? JobExecutionStatus.Finished : JobExecutionStatus.Failed,
            Description = text.Describe(status, open.State.Work.InAll(nodes)),
            Progress = TaskProgress.Next(open.State.Progress, status, open.State.Work, nodes),
            NodesExpected = expected.Count,
            NodesAnswered = TaskNodes.Answered(expected, reported),
            Health = null,
            HealthSince = null,
            HealthDetail = null,
        };
        return new(state, TaskNodes.Changed(open.Nodes, nodes), reply);
    }

    /// <summary>Gluster stops what runs on a volume, whatever its id: the task had been replaced before the engine saw it, and its counters are not in this answer.</summary>
    private static TaskOutcome Replaced(OpenTask open, TaskState settled, TaskText text, Guid other, VdsReply<TaskReport> reply) => new(
        settled with
        {
            Status = JobExecutionStatus.Aborted,
            JobStatus = JobExecutionStatus.Failed,
            Description = text.Describe(JobExecutionStatus.Aborted, open.State.Work.InAll(open.Nodes), $"replaced by task {other}, which was started outside the engine and which this stop has stopped"),
            Health = null,
            HealthSince = null,
            HealthDetail = null,
        },
        [], reply);

    private static string WordsOf(VdsReply<TaskReport> reply) => reply switch
    {
        VdsReply<TaskReport>.Refused refused => refused.Error.Text,
        VdsReply<TaskReport>.Unreachable unreachable => unreachable.Reason,
        _ => "",
    };
}
