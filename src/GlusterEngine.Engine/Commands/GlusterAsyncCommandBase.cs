using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Commands;

/// <summary>
/// The life cycle of a command on a long gluster task: the intent is written under the volume's lock before gluster is asked, the verb is said
/// outside any transaction, and its answer is written in another one. Without a definite answer the intent and the lock stay, and the
/// tasks sync decides: a start is never repeated blindly, a task never gets two jobs.
/// </summary>
/// <typeparam name="TParameters">What the command is given.</typeparam>
public abstract class GlusterAsyncCommandBase<TParameters>(CommandServices services) : CommandBase<TParameters, GlusterAsyncTask>(services)
    where TParameters : GlusterVolumeParameters
{
    /// <summary>Kind of the step: REBALANCING_VOLUME or REMOVING_BRICKS.</summary>
    protected abstract StepType StepType { get; }

    /// <summary>What is asked of gluster. A start makes job and step and takes the lock; the others work on the open step, under its lock.</summary>
    protected abstract TaskOperation Operation { get; }

    /// <summary>The command in a sentence: "Cannot {Verb} Gluster Volume."</summary>
    protected abstract string Verb { get; }

    /// <summary>Events of the two definite ends.</summary>
    protected abstract (EventCode Done, EventCode Failed) Events { get; }

    /// <summary>All reasons against it. Pure; the lock and the hosts are checked by the base.</summary>
    protected abstract IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, TParameters parameters);

    /// <summary>Says the verb to one host; a start answers a report without nodes.</summary>
    protected abstract Task<VdsReply<TaskReport>> ExecuteAndReturnTaskAsync(
        VdsHost host, VolumeSnapshot snapshot, TParameters parameters, CancellationToken cancellationToken);

    /// <summary>What the row of a new task says of its parameters.</summary>
    protected virtual TaskOptions Describe(TaskOptions options, TParameters parameters) => options;

    /// <inheritdoc/>
    protected sealed override async Task<Prepared<GlusterAsyncTask>> PrepareAsync(
        EngineDb db, TParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var intent = await TaskIntent.LoadAsync(db, parameters, Operation, Services.Engine, cancellationToken);
        if (intent is null) return Prepared<GlusterAsyncTask>.Refuse(Refusals.NotFound("volume", parameters.VolumeId));
        var refusals = VolumeRefusals.Common(intent.Snapshot, intent.Holder, Operation, Verb).Concat(Validate(intent.Snapshot, parameters)).ToList();
        if (refusals.Count > 0) return new(refusals);

        var task = Operation == TaskOperation.Start
            ? intent.WriteNewJob(db, (ActionType, StepType), context, options => Describe(options, parameters))
            : await intent.WriteOnOpenStepAsync(db, Services.Engine, cancellationToken);
        Log.IntentWritten(Services.Logger, ActionType, intent.Snapshot.Volume.Name, task.JobId);
        return new([], task, token => AskGlusterAsync(intent, task, parameters, context, token));
    }

    private async Task<CommandResult<GlusterAsyncTask>> AskGlusterAsync(
        TaskIntent intent, GlusterAsyncTask task, TParameters parameters, CommandContext context, CancellationToken stopping)
    {
        var (host, reply) = await SayAsync(intent.Snapshot, parameters, stopping);
        var volume = intent.Snapshot.Volume.Name;
        switch (reply)
        {
            case VdsReply<TaskReport>.Answered answered:
                Log.GlusterAccepted(Services.Logger, ActionType, volume, host, answered.Value.TaskId);
                break;
            case VdsReply<TaskReport>.Refused refused:
                Log.GlusterRefused(Services.Logger, ActionType, volume, host, refused.Error.OpErrno, refused.Error.Text);
                break;
            case VdsReply<TaskReport>.Unknown unknown:
                Log.OutcomeUnknown(Services.Logger, ActionType, volume, host, unknown.Reason);
                break;
        }

        var result = await WriteReplyAsync(intent, task, reply, context);
        await Services.Schedules.AskSoonAsync(parameters.ClusterId);
        return result;
    }

    /// <summary>Tries hosts in turn as long as the verb provably never began, and waits out whoever else holds gluster's own lock for a moment.</summary>
    private async Task<(string Host, VdsReply<TaskReport> Reply)> SayAsync(
        VolumeSnapshot snapshot, TParameters parameters, CancellationToken stopping)
    {
        VdsReply<TaskReport> reply = new VdsReply<TaskReport>.Unreachable("No host of the cluster is up.");
        using var turn = await Services.Gate.EnterAsync(snapshot.Volume.Id);
        foreach (var host in snapshot.Hosts)
        {
            try
            {
                reply = await GlusterLockRetry.RunAsync(
                    () => ExecuteAndReturnTaskAsync(host, snapshot, parameters, stopping), Services.Time, stopping);
            }
            catch (OperationCanceledException)
            {
                reply = new VdsReply<TaskReport>.Unknown("The engine was stopped while it waited for gluster.");
            }

            if (reply is not VdsReply<TaskReport>.Unreachable unreachable) return (host.Name, reply);
            Log.HostUnreachable(Services.Logger, ActionType, snapshot.Volume.Name, host.Name, unreachable.Reason);
        }

        return ("-", reply);
    }

    private async Task<CommandResult<GlusterAsyncTask>> WriteReplyAsync(
        TaskIntent intent, GlusterAsyncTask task, VdsReply<TaskReport> reply, CommandContext context)
    {
        var outcome = TaskOutcome.Of(intent.Opened, Operation, reply, intent.Snapshot);
        try
        {
            await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            var held = await db.FenceTasksAsync([(task.StepId, intent.Generation)], CancellationToken.None);
            if (held.Count > 0)
            {
                if (outcome.Nodes.Count > 0) await db.WriteTaskNodesAsync(outcome.Nodes.Select(node => (task.StepId, node)), CancellationToken.None);
                await db.UpdateTasksAsync([(task.StepId, task.JobId, outcome.State)], CancellationToken.None);
                if (outcome.State.ExternalId is { } taskId)
                    await db.ObserveVolumeTasksAsync([(intent.Snapshot.Volume.Id, taskId)], CancellationToken.None);
            }

            await db.AppendEventsAsync([Event(intent, task, reply, context)], CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            return outcome.ToResult(task);
        }
        catch (Exception exception)
        {
            // The database failed after gluster answered. The intent is in it, so the sync will find the task and link it.
            Log.ResultNotWritten(Services.Logger, exception, ActionType, intent.Snapshot.Volume.Name);
            return new CommandResult<GlusterAsyncTask>.OutcomeUnknown("The database could not take the result.", task);
        }
    }

    private EventDraft Event(TaskIntent intent, GlusterAsyncTask task, VdsReply<TaskReport> reply, CommandContext context)
    {
        var (volume, cluster) = (intent.Snapshot.Volume, intent.Snapshot.ClusterName);
        var place = $"Gluster Volume {volume.Name} of cluster {cluster}";
        var (code, severity, text) = reply switch
        {
            VdsReply<TaskReport>.Answered => (Events.Done, EventSeverity.Normal, $"{place}: {Verb} was accepted by gluster."),
            VdsReply<TaskReport>.Refused refused => (Events.Failed, EventSeverity.Error, $"{place}: {Verb} was refused by gluster: {refused.Error.Text}"),
            VdsReply<TaskReport>.Unreachable unreachable => (Events.Failed, EventSeverity.Error, $"{place}: {Verb} could not be asked of any host: {unreachable.Reason}"),
            _ => (EventCode.GlusterTaskOutcomeUnknown, EventSeverity.Warning,
                $"{place}: {Verb} got no definite answer from gluster ({((VdsReply<TaskReport>.Unknown)reply).Reason}); the engine looks what became of it."),
        };
        return new(code, severity, text)
        {
            ClusterId = volume.ClusterId,
            VolumeId = volume.Id,
            JobId = task.JobId,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        };
    }
}
