using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>What gluster's reply to a start or stop makes of the step. Pure.</summary>
internal sealed record TaskOutcome(TaskState State, IReadOnlyList<TaskNode> Nodes, VdsReply<TaskReport> Reply)
{
    /// <param name="open">The task with the intent on it.</param>
    /// <param name="operation">What was asked.</param>
    /// <param name="reply">What came back.</param>
    /// <param name="snapshot">The volume as it was when it was asked.</param>
    public static TaskOutcome Of(OpenTask open, TaskOperation operation, VdsReply<TaskReport> reply, VolumeSnapshot snapshot)
    {
        var settled = open.State with { Intent = null, IntentDeadline = null };
        var text = new TaskText(open.TaskType, open.VolumeName, snapshot.ClusterName);
        return (operation, reply) switch
        {
            // The call is over, so nobody is in flight; the intent stays for the sync.
            (_, VdsReply<TaskReport>.Unknown) => new(
                open.State with { IntentDeadline = DateTimeOffset.UnixEpoch, Description = text.OutcomeUnknown(operation) }, [], reply),
            (TaskOperation.Start, VdsReply<TaskReport>.Answered answered) => new(
                settled with { ExternalId = answered.Value.TaskId, NodesExpected = TaskNodes.Expected(snapshot.Volume.Bricks).Count }, [], reply),
            (TaskOperation.Start, _) => new(
                settled with
                {
                    Status = JobExecutionStatus.Failed,
                    JobStatus = JobExecutionStatus.Failed,
                    Description = text.NotStarted(WordsOf(reply)),
                },
                [], reply),
            (_, VdsReply<TaskReport>.Answered answered) => Stopped(open, settled, text, answered.Value, reply, snapshot),
            _ => new(settled, [], reply),
        };
    }

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
        var expected = TaskNodes.Expected(snapshot.Volume.Bricks);
        var status = TaskNodes.StatusOf(expected, nodes) == JobExecutionStatus.Finished ? JobExecutionStatus.Finished : JobExecutionStatus.Aborted;
        var state = settled with
        {
            Status = status,
            JobStatus = status == JobExecutionStatus.Finished ? JobExecutionStatus.Finished : JobExecutionStatus.Failed,
            Description = text.Describe(status, nodes),
            NodesExpected = expected.Count,
            NodesAnswered = TaskNodes.Answered(expected, reported),
        };
        return new(state, TaskNodes.Changed(open.Nodes, nodes), reply);
    }

    private static string WordsOf(VdsReply<TaskReport> reply) => reply switch
    {
        VdsReply<TaskReport>.Refused refused => refused.Error.Text,
        VdsReply<TaskReport>.Unreachable unreachable => unreachable.Reason,
        _ => "",
    };
}
