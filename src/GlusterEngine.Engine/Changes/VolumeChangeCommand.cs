using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;
using Log = GlusterEngine.Engine.Commands.Log;

namespace GlusterEngine.Engine.Changes;

/// <summary>
/// The life cycle of a short change of a volume: the intent is written under the volume's lease before gluster is asked, the verb is said outside any
/// transaction behind the volume's generation, and its answer ends step, job and lease in another one. Without a definite answer the engine looks, and
/// where that does not tell yet, the sync of changes does. Nothing is said twice.
/// </summary>
/// <typeparam name="TParameters">What the command is given.</typeparam>
public abstract class VolumeChangeCommand<TParameters>(CommandServices services) : CommandBase<TParameters, GlusterVolumeChange>(services)
    where TParameters : GlusterVolumeParameters
{
    /// <summary>Whether it may be done while a task holds the volume's lease; the change is said without a generation then.</summary>
    protected virtual bool WorksBesideTask => false;

    /// <summary>Whether gluster is asked only while all peers are connected.</summary>
    protected virtual bool NeedsAllPeers(TParameters parameters) => false;

    /// <summary>All reasons against it. Pure; the lease and the hosts are checked here.</summary>
    protected abstract IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, TParameters parameters);

    /// <summary>What shows that it has happened. Pure.</summary>
    protected abstract VolumeExpectation Expect(VolumeSnapshot snapshot, TParameters parameters);

    /// <summary>What is said to gluster.</summary>
    protected abstract VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, TParameters parameters);

    /// <summary>What the event tells of it besides; null for nothing.</summary>
    protected virtual string? DetailsOf(VolumeSnapshot snapshot, TParameters parameters) => null;

    /// <summary>The reason a user gave for something out of the ordinary; null when none is asked for.</summary>
    protected virtual string? ReasonOf(TParameters parameters) => null;

    /// <summary>Says the verb to one host, behind the volume's generation where the lease is held.</summary>
    private protected virtual Task<VdsReply<bool>> SayAsync(
        VdsHost host, (VolumeChangeIntent Intent, VolumeSnapshot Snapshot) asked, TParameters parameters, CancellationToken cancellationToken) =>
        asked.Snapshot.Stamp is { } stamp
            ? stamp.SayAsync(host, VerbOf(asked.Snapshot, parameters), cancellationToken)
            : Services.Vds.CallAsync(host, VerbOf(asked.Snapshot, parameters), cancellationToken);

    /// <summary>Begin of a refusal.</summary>
    protected string Cannot => ChangeWords.Of(ActionType).Cannot;

    private protected virtual Task<VolumeChangeIntent?> LoadAsync(EngineDb db, TParameters parameters, CancellationToken cancellationToken) =>
        VolumeChangeIntent.LoadAsync(db, parameters, Services.Engine, cancellationToken);

    /// <summary>Whether the volume has a generation in gluster behind which the change can be said.</summary>
    private protected virtual bool HasGeneration => true;

    /// <summary>Whether gluster is looked at right before, and what is found may keep the change back.</summary>
    private protected virtual bool HasGate => false;

    /// <summary>That look; only where there is a gate.</summary>
    private protected virtual Task<(GateReport Report, bool Opens)> InspectAsync(VolumeSnapshot snapshot, TParameters parameters, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"{ActionType} has no gate.");

    /// <summary>Writes what else has to be known before gluster is asked.</summary>
    private protected virtual Task WriteMoreAsync(EngineDb db, VolumeChangeIntent intent, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether gluster may have done the first part of it before it refused the rest.</summary>
    private protected virtual bool MayBeDoneInPart => false;

    /// <inheritdoc/>
    protected sealed override Guid? IdOf(GlusterVolumeChange result) => result.StepId;

    /// <inheritdoc/>
    protected sealed override async Task<Prepared<GlusterVolumeChange>> PrepareAsync(
        EngineDb db, TParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var intent = await LoadAsync(db, parameters, cancellationToken);
        if (intent is null) return Prepared<GlusterVolumeChange>.Refuse(NotFound(parameters));
        var refusals = InTheWay(intent).Concat(VolumeRefusals.NoHost(intent.Snapshot.Hosts, intent.Snapshot.ClusterName, Cannot))
            .Concat(Validate(intent.Snapshot, parameters)).Naming(intent.Holder).ToList();
        if (refusals.Count > 0) return new(refusals);
        var isFenced = HasGeneration && intent.Generation is not null;
        var written = intent.Write(db, (ActionType, isFenced), context, Expect(intent.Snapshot, parameters), Services.Engine);
        await WriteMoreAsync(db, intent, cancellationToken);
        if (ReasonOf(parameters) is { } reason)
        {
            await db.SaveChangesAsync(cancellationToken);
            var about = VolumeChangeResults.About(intent.Change, seen: null, context.CorrelationId, context.Caller.UserId);
            await db.AppendEventsAsync([VolumeChangeText.Ordered(intent.Change, intent.Snapshot.ClusterName, context.Caller.Name, reason, about)], cancellationToken);
        }

        Log.IntentWritten(Services.Logger, ActionType, intent.Snapshot.Volume.Name, written.JobId);
        return new([], written, token => AskGlusterAsync(intent, written, parameters, context, token), HasGate ? token => RehearseAsync(intent, parameters, token) : null)
        {
            IsWritten = intent.IsAwaitedAsync,
        };
    }

    private async Task<CommandResult<GlusterVolumeChange>> RehearseAsync(VolumeChangeIntent intent, TParameters parameters, CancellationToken cancellationToken)
    {
        using var turn = await Services.Gate.EnterAsync(intent.Snapshot.Volume.Id, cancellationToken);
        var (report, opens) = await InspectAsync(intent.Snapshot, parameters, cancellationToken);
        return opens ? new CommandResult<GlusterVolumeChange>.Rehearsed(Plan: null, report) : new CommandResult<GlusterVolumeChange>.GateClosed(report, Value: null);
    }

    private Refusal NotFound(TParameters parameters) =>
        HasGeneration ? Refusals.NotFound("volume", parameters.VolumeId) : Refusals.NotFound("cluster", parameters.ClusterId);

    private IEnumerable<Refusal> InTheWay(VolumeChangeIntent intent)
    {
        if (intent.Holder is { } holder && (!WorksBesideTask || holder.IsUnanswered)) yield return VolumeRefusals.Held(intent.Snapshot, holder, Cannot);
        if (intent.OtherJob is { } job)
        {
            yield return new(VolumeRefusals.InProgress,
                $"{Cannot} Job {job} changes the volume {intent.Snapshot.Volume.Name} at this moment; wait for its end, or give it up by releaselease if nobody will ever tell what became of it.", RefusalKind.Conflict);
        }
    }

    private async Task<CommandResult<GlusterVolumeChange>> AskGlusterAsync(
        VolumeChangeIntent intent, GlusterVolumeChange written, TParameters parameters, CommandContext context, CancellationToken stopping)
    {
        using var turn = await Services.Gate.EnterAsync(intent.Snapshot.Volume.Id);
        var stamp = intent.Change.IsFenced ? new VolumeStamp(Services.Vds, intent.FenceOf(NeedsAllPeers(parameters))) : null;
        var gate = HasGate ? await TryInspectAsync(intent.Snapshot, parameters, stopping) : ((GateReport Report, bool Opens)?)null;
        var said = gate is { Opens: false } closed
            ? new VdsReply<bool>.Refused(new(-1, 0, closed.Report.ToText(), GlusterErrorMeaning.LookForbids))
            : await SayAsync(intent, intent.Snapshot with { Stamp = stamp }, parameters, stopping);
        var seen = await TryLookAsync(intent, said, stopping);
        var happened = said is VdsReply<bool>.Answered || (said is VdsReply<bool>.Unknown && seen is not null && Expect(intent.Snapshot, parameters).IsMetBy(seen.Description));
        var details = happened ? DetailsOf(intent.Snapshot, parameters) : null;
        var isWritten = await new ResultWriter(Services, ActionType, intent.Snapshot.Volume.Name, intent.IsAwaitedAsync)
            .WriteAsync(db => WriteAsync(db, intent, (said, seen, happened, stamp, details, Why(gate, ReasonOf(parameters), context)), context));
        _ = Services.Schedules.AskSoonAsync(intent.Snapshot.Volume.ClusterId);
        if (!isWritten) return new CommandResult<GlusterVolumeChange>.OutcomeUnknown("The database could not take the result.", written);
        if (gate is { Opens: false, Report: var report }) return new CommandResult<GlusterVolumeChange>.GateClosed(report, written);
        var result = written with { VolumeId = happened ? seen?.Description?.Id : written.VolumeId };
        return happened ? new CommandResult<GlusterVolumeChange>.Done(result) : said switch
        {
            VdsReply<bool>.Refused refused => new CommandResult<GlusterVolumeChange>.GlusterRefused(refused.Error, result),
            VdsReply<bool>.Unreachable unreachable => new CommandResult<GlusterVolumeChange>.Unreachable(unreachable.Reason, result),
            _ => new CommandResult<GlusterVolumeChange>.OutcomeUnknown(said.Summary, result),
        };
    }

    private async Task<(GateReport Report, bool Opens)> TryInspectAsync(VolumeSnapshot snapshot, TParameters parameters, CancellationToken stopping)
    {
        try
        {
            return await InspectAsync(snapshot, parameters, stopping);
        }
        catch (OperationCanceledException)
        {
            return (CommitGate.Interrupted, false);
        }
    }

    /// <summary>What was passed over, and why; for the audit log.</summary>
    private static string Why((GateReport Report, bool Opens)? gate, string? reason, CommandContext context)
    {
        if (reason is null) return "";
        var passed = gate is { Opens: true, Report: { IsGreen: false } report } ? $" Passed over: {string.Join(' ', report.Findings.Select(static finding => finding.Text))}" : "";
        return $"{passed} Reason given by {context.Caller.Name}: {reason}";
    }

    private async Task<VdsReply<bool>> SayAsync(VolumeChangeIntent intent, VolumeSnapshot snapshot, TParameters parameters, CancellationToken stopping)
    {
        if (NeedsAllPeers(parameters) && await PeersProblemAsync(snapshot, stopping) is { } problem) return problem;
        var (told, reply) = await InTurn(intent).SayAsync(snapshot.Hosts, (host, token) => SayAsync(host, (intent, snapshot), parameters, token), stopping);
        // One went away since the look.
        return reply is VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.PeersAway } ? PeersMissing(PeerConnections.NotSeenBy(told!)) : reply;
    }

    private static VdsReply<bool>.Unreachable PeersMissing(string problem) => new($"It may be asked only while all peers are connected, and {problem}. Bring it back first, or say force=true.");

    /// <summary>Says verbs as long as the change is open.</summary>
    private protected HostsInTurn InTurn(VolumeChangeIntent intent) => new(Services, ActionType, intent.Snapshot.Volume.Name) { Forbids = intent.ForbidsAsync };

    private async Task<VdsReply<bool>?> PeersProblemAsync(VolumeSnapshot snapshot, CancellationToken stopping)
    {
        try
        {
            return await Services.Peers.FindAsync(snapshot.Hosts, stopping) is { Host: null, Problem: var problem }
                ? PeersMissing(problem!)
                : null;
        }
        catch (OperationCanceledException)
        {
            return new VdsReply<bool>.Unreachable("The engine was stopped before gluster was asked.");
        }
    }

    /// <summary>The volume after it was, or may have been, changed; null when nobody tells, or there is nothing new to see.</summary>
    private async Task<SeenVolume?> TryLookAsync(VolumeChangeIntent intent, VdsReply<bool> said, CancellationToken stopping)
    {
        if (!(said is VdsReply<bool>.Answered or VdsReply<bool>.Unknown || (said is VdsReply<bool>.Refused && MayBeDoneInPart))) return null;
        try
        {
            return await VolumeChangeResults.LookAsync(Services.Vds, intent.Snapshot.Hosts, intent.Change, stopping);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task WriteAsync(
        EngineDb db, VolumeChangeIntent intent, (VdsReply<bool> Reply, SeenVolume? Seen, bool Happened, VolumeStamp? Stamp, string? Details, string Why) said, CommandContext context)
    {
        var (change, cluster) = (intent.Change, intent.Snapshot.ClusterName);
        var about = VolumeChangeResults.About(change, said.Happened ? said.Seen : null, context.CorrelationId, context.Caller.UserId);
        if (intent.Generation is { } generation)
        {
            if ((await db.FenceTasksAsync([(change.StepId, generation)], CancellationToken.None)).Count == 0) return;
            if (said.Stamp is not { IsUnsure: true }) await db.EndStampAsync(change.StepId, generation, said.Stamp?.Seen, CancellationToken.None);
        }

        if (!said.Happened && said.Reply is VdsReply<bool>.Unknown unknown)
        {
            // Nobody waits for an answer any more, so the sync may look.
            await db.VolumeChanges.Where(c => c.StepId == change.StepId && c.LeaseGeneration == change.LeaseGeneration && c.Deadline != null)
                .ExecuteUpdateAsync(static set => set.SetProperty(static c => c.Deadline, DateTimeOffset.UnixEpoch), CancellationToken.None);
            await db.AppendEventsAsync([Told(VolumeChangeText.Unknown(change, cluster, unknown.Reason, about))], CancellationToken.None);
            return;
        }

        var reason = said.Reply switch
        {
            VdsReply<bool>.Refused refused => refused.Error.Text,
            VdsReply<bool>.Unreachable unreachable => unreachable.Reason,
            _ => "",
        };
        var end = said.Happened ? (JobExecutionStatus.Finished, "Executing") : (JobExecutionStatus.Failed, $"Executing: {reason}");
        if (!await VolumeChangeResults.EndAsync(db, change, end, said.Happened || said.Seen is { Description: not null } && MayBeDoneInPart ? said.Seen : null, cluster)) return;
        await db.AppendEventsAsync(
            [Told(said.Happened ? VolumeChangeText.Done(change, cluster, said.Details, about) : VolumeChangeText.Failed(change, cluster, reason, about))], CancellationToken.None);

        EventDraft Told(EventDraft draft) => draft with { Description = draft.Description + said.Why };
    }
}
