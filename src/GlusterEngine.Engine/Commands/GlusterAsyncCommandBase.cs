using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Tasks;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>What has happened once gluster accepted it, as a sentence without its end: "Migration started".</summary>
    protected abstract string Deed { get; }

    /// <summary>Events of the two definite ends.</summary>
    protected abstract (EventCode Done, EventCode Failed) Events { get; }

    /// <summary>All reasons against it. Pure; the lock and the hosts are checked by the base.</summary>
    protected abstract IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, TParameters parameters);

    /// <summary>Says the verb to one host; a start answers a report without nodes.</summary>
    protected abstract Task<VdsReply<TaskReport>> ExecuteAndReturnTaskAsync(
        VdsHost host, VolumeSnapshot snapshot, TParameters parameters, CancellationToken cancellationToken);

    /// <summary>What a new task is started with.</summary>
    protected virtual TaskOptions Describe(VolumeSnapshot snapshot, TParameters parameters) => new();

    /// <summary>The reason a user gave for something out of the ordinary; null when none is asked for.</summary>
    protected virtual string? ReasonOf(TParameters parameters) => null;

    /// <summary>Collects evidence under the lock, before the verb is said; null for commands that need none. It takes the volume's turn itself where it asks gluster.</summary>
    protected virtual Task<(GateReport Report, bool Opens)?> InspectAsync(
        VolumeSnapshot snapshot, TParameters parameters, CancellationToken cancellationToken) =>
        Task.FromResult<(GateReport, bool)?>(null);

    /// <summary>Looks at gluster right before the verb is said, and in a dry run: what forbids it, or why nobody can tell; null when nothing does.</summary>
    protected virtual Task<VdsReply<TaskReport>?> LookAsync(VolumeSnapshot snapshot, CancellationToken cancellationToken) => Task.FromResult<VdsReply<TaskReport>?>(null);

    /// <summary>
    /// Sets the throttle a task shall have, then starts it, both behind the volume's generation: neither happens late. What it was is in the task's row already.
    /// </summary>
    protected async Task<VdsReply<TaskReport>> WithThrottleAsync(
        VdsHost host, VolumeSnapshot snapshot, string? throttle, Func<Task<VdsReply<TaskReport>>> start, CancellationToken cancellationToken)
    {
        if (throttle is null || throttle == Throttles.Current(snapshot.Volume)) return await start();
        var (connected, problem) = await Services.Peers.FindAsync(snapshot.Hosts, cancellationToken);
        if (connected is null) return PeersMissing(problem!);
        var volume = (snapshot.Volume.Id, snapshot.Volume.Name);
        var reply = await GlusterLockRetry.RunAsync(
            () => Services.Throttles.SetAsync(volume, throttle, verb => snapshot.Stamp!.SetOptionAsync(host, verb, cancellationToken), snapshot.Stamp!.Generation), Services.Time, cancellationToken);
        return reply switch
        {
            VdsReply<bool>.Answered => await start(),
            VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.PeersAway } => PeersMissing(PeerConnections.NotSeenBy(host)),
            VdsReply<bool>.Refused refused => new VdsReply<TaskReport>.Refused(refused.Error),
            // The start itself was not asked for, so this is definite; the option is restored in any case.
            _ => new VdsReply<TaskReport>.Unreachable($"The throttle could not be set: {reply.Summary}"),
        };
    }

    private static VdsReply<TaskReport>.Unreachable PeersMissing(string problem) => new($"The throttle may be set only while all peers are connected, and {problem}.");

    /// <summary>The event that tells what gluster said to it.</summary>
    internal ReplyEvent EventOf(VdsReply<TaskReport> reply) => ReplyEvent.Of(Events, Verb, Deed, reply);

    /// <inheritdoc/>
    protected sealed override Guid? IdOf(GlusterAsyncTask result) => result.StepId;

    /// <inheritdoc/>
    protected sealed override async Task<Prepared<GlusterAsyncTask>> PrepareAsync(
        EngineDb db, TParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var intent = await TaskIntent.LoadAsync(db, parameters, Operation, Services.Engine, cancellationToken);
        if (intent is null) return Prepared<GlusterAsyncTask>.Refuse(Refusals.NotFound("volume", parameters.VolumeId));
        var refusals = VolumeRefusals.Common(intent.Snapshot, intent.Holder, Operation, Verb).Concat(Validate(intent.Snapshot, parameters)).Naming(intent.Holder).ToList();
        if (refusals.Count > 0) return new(refusals);

        var options = Describe(intent.Snapshot, parameters);
        if (options.RepeatOf is { } lost && !await TaskRepeats.TakeAsync(db, lost, cancellationToken))
            return Prepared<GlusterAsyncTask>.Refuse(new Refusal("ACTION_TYPE_FAILED_START_REPEATED", $"Cannot {Verb} Gluster Volume. The start of step {lost} was repeated already.", RefusalKind.Conflict));
        var task = Operation is TaskOperation.Start or TaskOperation.ForceRemove
            ? await intent.WriteNewJobAsync(db, (ActionType, StepType), context, options, cancellationToken)
            : await intent.WriteOnOpenStepAsync(db, Services.Engine, cancellationToken);
        if (ReasonOf(parameters) is { } reason)
        {
            await db.SaveChangesAsync(cancellationToken);
            var text = $"{Verb} was ordered.{Named(intent.Opened.Bricks)} {Why(reason, context)}";
            await db.AppendEventsAsync([Draft(intent, task, context, (EventCode.GlusterReasonGiven, EventSeverity.Warning), text)], cancellationToken);
        }

        Log.IntentWritten(Services.Logger, ActionType, intent.Snapshot.Volume.Name, task.JobId);
        return new([], task, token => AskGlusterAsync(intent, task, parameters, context, token), token => RehearseAsync(intent, options, parameters, token))
        {
            IsWritten = intent.IsAwaitedAsync,
        };
    }

    private async Task<CommandResult<GlusterAsyncTask>> RehearseAsync(
        TaskIntent intent, TaskOptions options, TParameters parameters, CancellationToken cancellationToken)
    {
        var snapshot = intent.Snapshot;
        if (await ThrottleForbidsAsync(intent, options.Throttle, cancellationToken) is { } forbidden) return new CommandResult<GlusterAsyncTask>.Refused([forbidden]);
        if (await LookAsync(snapshot, cancellationToken) is { } hindered)
            return new CommandResult<GlusterAsyncTask>.Refused([new Refusal(VolumeRefusals.InProgress, $"Cannot {Verb} Gluster Volume. {hindered.Summary}", RefusalKind.Conflict)]);
        var gate = await InspectAsync(snapshot, parameters, cancellationToken);
        return gate is { Opens: false } closed
            ? new CommandResult<GlusterAsyncTask>.GateClosed(closed.Report, new(snapshot.OpenTask!.JobId, snapshot.OpenTask.StepId, snapshot.OpenTask.State.ExternalId) { Holder = intent.Holder })
            : new CommandResult<GlusterAsyncTask>.Rehearsed(options.Plan, gate?.Report);
    }

    private async Task<Refusal?> ThrottleForbidsAsync(TaskIntent intent, string? throttle, CancellationToken cancellationToken)
    {
        if (throttle is null || throttle == Throttles.Current(intent.Snapshot.Volume)) return null;
        var (connected, problem) = await Services.Peers.FindAsync(intent.Snapshot.Hosts, cancellationToken);
        return connected is null ? Throttles.PeersMissing(intent.Snapshot.Volume.Name, intent.Holder, problem!, Verb) : null;
    }

    private async Task<CommandResult<GlusterAsyncTask>> AskGlusterAsync(
        TaskIntent intent, GlusterAsyncTask task, TParameters parameters, CommandContext context, CancellationToken stopping)
    {
        var renewal = new IntentRenewal(() => RenewAsync(intent), Services.Time);
        var gate = await renewal.DuringAsync(() => TryInspectAsync(intent.Snapshot, parameters, stopping));
        if (gate is { Opens: false } closed) return await WriteGateClosedAsync(intent, task, closed.Report, context);
        var stamp = new VolumeStamp(Services.Vds, new VolumeFence(intent.Snapshot.Volume.Name, intent.Expected, intent.Generation) { VolumeId = intent.Snapshot.Volume.Id });
        var (problem, before) = gate is { Report: var seen } ? await NoteGateAsync(intent, seen) : (null, null);
        using var turn = await renewal.DuringAsync(() => Services.Gate.EnterAsync(intent.Snapshot.Volume.Id));
        if (intent.IsFirstLook) problem = await renewal.DuringAsync(() => NotePreviousAsync(intent, stopping));
        var volume = intent.Snapshot.Volume.Name;
        var snapshot = intent.Snapshot with { Stamp = stamp, Gate = gate?.Report };
        // Between the intent and the verb there may be minutes, in which the gate looks at bricks.
        var hosts = new HostsInTurn(Services, ActionType, volume) { Forbids = intent.ForbidsAsync, Passes = intent.PassesByItself };
        var (told, reply) = problem is null
            ? await hosts.SayAsync(snapshot.Hosts, (one, token) => ExecuteAndReturnTaskAsync(one, snapshot, parameters, token), stopping)
            : (null, new VdsReply<TaskReport>.Unreachable(problem));
        switch (reply)
        {
            case VdsReply<TaskReport>.Answered answered:
                Log.GlusterAccepted(Services.Logger, ActionType, volume, told!.Name, answered.Value.TaskId);
                break;
            case VdsReply<TaskReport>.Refused refused:
                Log.GlusterRefused(Services.Logger, ActionType, volume, told!.Name, refused.Error.OpErrno, refused.Error.Text);
                break;
            case VdsReply<TaskReport>.Unknown unknown:
                Log.OutcomeUnknown(Services.Logger, ActionType, volume, told!.Name, unknown.Reason);
                break;
        }

        var result = await WriteReplyAsync(intent, task, (reply, stamp, before, ReasonOf(parameters)), context);
        // Nobody waits for it: it is a wish that takes two transactions, and logs its own failure.
        _ = Services.Schedules.AskSoonAsync(parameters.ClusterId);
        return result;
    }

    /// <summary>One that fails is made up for by the next, or found out before the verb is said.</summary>
    private async Task RenewAsync(TaskIntent intent)
    {
        try
        {
            await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            await intent.RenewAsync(db, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.IntentNotRenewed(Services.Logger, exception, ActionType, intent.Snapshot.Volume.Name);
        }
    }

    private async Task<CommandResult<GlusterAsyncTask>> WriteReplyAsync(
        TaskIntent intent, GlusterAsyncTask task, (VdsReply<TaskReport> Reply, VolumeStamp Stamp, GateReport? GateBefore, string? Reason) said, CommandContext context)
    {
        var outcome = TaskOutcome.Of(intent.Opened, (Operation, IsByItself(context)), said.Reply, intent.Snapshot);
        // With a green gate it was tried before, and came out like this.
        var isTold = outcome.IsTriedAgain && said.GateBefore is { IsGreen: true };
        var isWritten = await new ResultWriter(Services, ActionType, intent.Snapshot.Volume.Name, intent.IsAwaitedAsync).WriteAsync(async db =>
        {
            // Before the lease, as all who lock the cluster's row too.
            if (MayBeAGhost(said.Reply)) await db.WantGhostLookAsync(intent.Snapshot.Volume.ClusterId, TimeSpan.Zero, CancellationToken.None);
            var isHeld = (await db.FenceTasksAsync([(task.StepId, intent.Generation)], CancellationToken.None)).Count > 0;
            var batch = new DatabaseBatch();
            if (isHeld)
            {
                if (!said.Stamp.IsUnsure) batch.EndStamp(task.StepId, intent.Generation, said.Stamp.Seen);
                if (outcome.Nodes.Count > 0) batch.WriteTaskNodes(outcome.Nodes.Select(node => (task.StepId, node)));
                // A call that ended without answer tells nothing about a task that a look has found meanwhile.
                if (said.Reply is not VdsReply<TaskReport>.Unknown || await intent.IsAwaitedAsync(db, CancellationToken.None))
                    batch.UpdateTasks([(task.StepId, task.JobId, outcome.State)]);
                if (outcome.State.ExternalId is { } taskId)
                    batch.ObserveVolumeTasks([(intent.Snapshot.Volume.Id, taskId)]);
                if (outcome.RemovesBricks) await ForgetBricksAsync(db, intent);
            }

            if (!isTold) batch.AppendEvents([Event(intent, task, (said.Reply, said.Reason, isHeld, isHeld && outcome.GivesUpCommit), context)]);
            await batch.ExecuteAsync(db, CancellationToken.None);
        });
        return isWritten ? outcome.ToResult(task) : new CommandResult<GlusterAsyncTask>.OutcomeUnknown("The database could not take the result.", task);
    }

    /// <summary>The volume's lease was free, so the task that gluster speaks of is one that was just begun elsewhere, or one that only some host still shows.</summary>
    private bool MayBeAGhost(VdsReply<TaskReport> reply) => Operation == TaskOperation.Start
        && reply is VdsReply<TaskReport>.Refused { Error.Meaning: GlusterErrorMeaning.AlreadyStarted or GlusterErrorMeaning.RemoveBrickPending or GlusterErrorMeaning.TaskRunning };

    private async Task<(GateReport Report, bool Opens)?> TryInspectAsync(VolumeSnapshot snapshot, TParameters parameters, CancellationToken stopping)
    {
        try
        {
            return await InspectAsync(snapshot, parameters, stopping);
        }
        catch (OperationCanceledException)
        {
            return (CommitGate.Interrupted, false);
        }
        catch (Exception exception)
        {
            Log.EvidenceNotCollected(Services.Logger, exception, ActionType, snapshot.Volume.Name);
            return (CommitGate.NotCollected, false);
        }
    }

    private async Task<CommandResult<GlusterAsyncTask>> WriteGateClosedAsync(TaskIntent intent, GlusterAsyncTask task, GateReport report, CommandContext context)
    {
        var isByItself = IsByItself(context);
        await new ResultWriter(Services, ActionType, intent.Snapshot.Volume.Name, intent.IsAwaitedAsync).WriteAsync(async db =>
        {
            var before = await GateAsync(db, task.StepId);
            if ((await db.FenceTasksAsync([(task.StepId, intent.Generation)], CancellationToken.None)).Count > 0)
            {
                await db.EndStampAsync(task.StepId, intent.Generation, stamp: null, CancellationToken.None);
                await db.UpdateTasksAsync([(task.StepId, task.JobId, TaskOutcome.KeptBack(intent.Opened, report))], CancellationToken.None);
                await StoreGateAsync(db, task.StepId, report);
            }

            // The engine looks again and again; what it says again and again nobody reads.
            if (!isByItself || before is null || !report.HasReasonsOf(before))
            {
                var draft = Draft(intent, task, context, (EventCode.GlusterCommitGateClosed, EventSeverity.Warning), $"{Verb} was kept back.{Named(intent.Opened.Bricks)} {report.ToText()}");
                await db.AppendEventsAsync([draft], CancellationToken.None);
            }
        });
        return new CommandResult<GlusterAsyncTask>.GateClosed(report, task);
    }

    /// <summary>The evidence is on record before anything is done on it. Why that cannot be, or what the gate had found before.</summary>
    private async Task<(string? Problem, GateReport? Before)> NoteGateAsync(TaskIntent intent, GateReport report)
    {
        var stepId = intent.Opened.StepId;
        try
        {
            await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            if ((await db.FenceTasksAsync([(stepId, intent.Generation)], CancellationToken.None)).Count == 0) return ($"The lease of volume {intent.Snapshot.Volume.Name} was released meanwhile.", null);
            var before = await GateAsync(db, stepId);
            await StoreGateAsync(db, stepId, report);
            await transaction.CommitAsync(CancellationToken.None);
            return (null, before);
        }
        catch (Exception exception)
        {
            Log.LeaseNotChecked(Services.Logger, exception, ActionType, intent.Snapshot.Volume.Name);
            return ("The database could not take what the commit gate found.", null);
        }
    }

    /// <summary>Which task the volume has before the start is on record before that is said, for who has to find out what became of it. Why that cannot be; null when it is.</summary>
    private async Task<string?> NotePreviousAsync(TaskIntent intent, CancellationToken stopping)
    {
        var volume = intent.Snapshot.Volume.Name;
        try
        {
            var (_, reply) = await new HostsInTurn(Services, ActionType, volume) { Forbids = intent.ForbidsAsync }.SayAsync(
                intent.Snapshot.Hosts, (host, token) => Services.Vds.CallAsync(host, new TaskListVerb(volume), token), stopping);
            if (reply is not VdsReply<IReadOnlyList<VolumeTasks>>.Answered listed) return $"Which tasks volume {volume} has could not be looked at before: {reply.Summary}";
            await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
            return await intent.WritePreviousAsync(db, listed.Value.SelectMany(static one => one.Tasks).FirstOrDefault()?.Id, CancellationToken.None)
                ? null : $"The lease of volume {volume} was released meanwhile.";
        }
        catch (Exception exception)
        {
            Log.LeaseNotChecked(Services.Logger, exception, ActionType, volume);
            return "The database could not take which tasks the volume had before.";
        }
    }

    private static bool IsByItself(CommandContext context) => context.Caller == Caller.Engine;

    private static async Task<GateReport?> GateAsync(EngineDb db, Guid stepId) =>
        EngineJson.Read<GateReport>(await db.StepTasks.Where(t => t.StepId == stepId).Select(static t => t.Gate).SingleOrDefaultAsync(CancellationToken.None));

    private static async Task StoreGateAsync(EngineDb db, Guid stepId, GateReport report)
    {
        var json = EngineJson.Write(report with { Time = await db.NowAsync(CancellationToken.None) });
        await db.StepTasks.Where(t => t.StepId == stepId).ExecuteUpdateAsync(set => set.SetProperty(static t => t.Gate, json), CancellationToken.None);
    }

    /// <summary>The bricks left by order of this command, so the inventory must not report them as gone by the CLI.</summary>
    private static async Task ForgetBricksAsync(EngineDb db, TaskIntent intent)
    {
        var gone = intent.Opened.Bricks.Select(static brick => brick.Address).ToHashSet();
        var ids = intent.Snapshot.Volume.Bricks.Where(brick => gone.Contains(brick.Address)).Select(static brick => brick.Id).ToList();
        await db.Bricks.Where(b => ids.Contains(b.Id)).ExecuteDeleteAsync(CancellationToken.None);
    }

    private EventDraft Event(
        TaskIntent intent, GlusterAsyncTask task, (VdsReply<TaskReport> Reply, string? Reason, bool IsHeld, bool GivesUpCommit) said, CommandContext context)
    {
        var (code, severity, text) = EventOf(said.Reply);
        var why = said.Reason is null ? "" : " " + Why(said.Reason, context);
        var lost = said.IsHeld ? "" : " The lease was taken by somebody else meanwhile, so the engine looks what became of it.";
        var left = said.GivesUpCommit ? $" {TaskOutcome.CommitGivenUp}." : "";
        return Draft(intent, task, context, (code, severity), text + Named(intent.Opened.Bricks) + why + lost + left);
    }

    private static string Why(string reason, CommandContext context) => $"Reason given by {context.Caller.Name}: {reason}";

    private static string Named(IReadOnlyList<TaskBrick> bricks) => bricks.Count == 0 ? "" : $" Bricks: {string.Join(", ", bricks.Select(static brick => brick.Address))}.";

    private static EventDraft Draft(
        TaskIntent intent, GlusterAsyncTask task, CommandContext context, (EventCode Code, EventSeverity Severity) kind, string text)
    {
        var volume = intent.Snapshot.Volume;
        return new(kind.Code, kind.Severity, $"Gluster Volume {volume.Name} of cluster {intent.Snapshot.ClusterName}: {text}")
        {
            ClusterId = volume.ClusterId,
            VolumeId = volume.Id,
            JobId = task.JobId,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        };
    }
}
