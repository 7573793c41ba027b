using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Hooks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hooks;

/// <summary>
/// The life cycle of a change of a hook: job and intent are written before any host is asked, the hosts are asked at the same time and outside of any transaction, and what came of it is
/// written in another one. All changes but the adding can be said again, and a look at the hosts tells what they have, so one whose engine died is ended by the sync of hooks.
/// </summary>
/// <typeparam name="TParameters">What the command is given.</typeparam>
public abstract class GlusterHookCommand<TParameters>(CommandServices services) : CommandBase<TParameters, GlusterHookChange>(services)
    where TParameters : GlusterHookParameters
{
    // Longer than what a host may take for reading a content and for writing it.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(180);

    /// <summary>Begin of a refusal.</summary>
    protected string Cannot => Words.Cannot;

    /// <summary>Whether it counts as done when one host did it; the others are in conflict then.</summary>
    protected virtual bool SufficesInPart => false;

    private HookWords Words => HookWords.Of(ActionType);

    /// <summary>All reasons against it. Pure.</summary>
    protected abstract IEnumerable<Refusal> Validate(HookSnapshot snapshot, TParameters parameters);

    /// <summary>The hosts that are to do it. Pure.</summary>
    protected abstract IEnumerable<Host> TargetsOf(HookSnapshot snapshot);

    /// <summary>What each of them is told.</summary>
    protected abstract VdsVerb<bool> VerbOf(HookSnapshot snapshot);

    /// <summary>Brings what is known to what was done; <paramref name="done"/> are the rows of the hosts that did it. Pure.</summary>
    protected abstract void Note(GlusterHook hook, IReadOnlyList<GlusterServerHook> done, HookSnapshot snapshot);

    /// <summary>Whether the hook is gone once all hosts did it.</summary>
    private protected virtual bool Removes => false;

    /// <summary>The host from which the content is read first; null when the engine's is used.</summary>
    private protected virtual Host? SourceOf(HookSnapshot snapshot, TParameters parameters) => null;

    /// <inheritdoc/>
    protected sealed override CommandTarget TargetOf(TParameters parameters) => new CommandTarget.InCluster(parameters.ClusterId, Name: null, NotFound(parameters));

    /// <inheritdoc/>
    protected sealed override Guid? IdOf(GlusterHookChange result) => result.StepId;

    /// <inheritdoc/>
    protected sealed override async Task<Prepared<GlusterHookChange>> PrepareAsync(EngineDb db, TParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        if (await LoadAsync(db, parameters, cancellationToken) is not { } snapshot) return Prepared<GlusterHookChange>.Refuse(NotFound(parameters));
        var other = await db.HookChanges.Where(c => c.HookId == parameters.HookId && c.Deadline != null).Select(static c => (Guid?)c.JobId).SingleOrDefaultAsync(cancellationToken);
        var refusals = (other is { } job ? [HookCommandRefusals.InTheWay(snapshot, job, Cannot)] : (Refusal[])[])
            .Concat(VolumeRefusals.NoHost([.. snapshot.Hosts.Up().Select(VdsHost.Of)], snapshot.ClusterName, Cannot))
            .Concat(Validate(snapshot, parameters)).ToList();
        if (refusals.Count > 0) return new(refusals);
        var change = new GlusterHookChange(Guid.CreateVersion7(), Guid.CreateVersion7());
        await WriteIntentAsync(db, snapshot, change, context, cancellationToken);
        return new([], change, token => RunAsync(snapshot, (change, parameters), context, token)) { IsWritten = (look, token) => IsAwaitedAsync(look, change, token) };
    }

    private static Refusal NotFound(TParameters parameters) => Refusals.NotFound("hook", parameters.HookId);

    private static async Task<HookSnapshot?> LoadAsync(EngineDb db, TParameters parameters, CancellationToken cancellationToken)
    {
        var hook = await db.Hooks.AsNoTracking().Include(static h => h.ServerHooks)
            .SingleOrDefaultAsync(h => h.Id == parameters.HookId && h.ClusterId == parameters.ClusterId, cancellationToken);
        if (hook is null) return null;
        var cluster = await db.Clusters.Where(c => c.Id == parameters.ClusterId).Select(static c => c.Name).SingleAsync(cancellationToken);
        return new(cluster, hook, await db.HostsOf(parameters.ClusterId).ToListAsync(cancellationToken));
    }

    private async Task WriteIntentAsync(EngineDb db, HookSnapshot snapshot, GlusterHookChange change, CommandContext context, CancellationToken cancellationToken)
    {
        var now = await db.NowAsync(cancellationToken);
        db.Add(ShortJob.Of((change.JobId, change.StepId), (ActionType, Words.Describe(snapshot)), context, now, [(snapshot.Hook.ClusterId, SubjectType.Cluster)]));
        db.Add(new HookChange
        {
            StepId = change.StepId,
            JobId = change.JobId,
            ClusterId = snapshot.Hook.ClusterId,
            HookId = snapshot.Hook.Id,
            ActionType = ActionType,
            EngineId = Services.Engine.Id,
            Deadline = now + AnswerTime,
        });
    }

    private async Task<CommandResult<GlusterHookChange>> RunAsync(
        HookSnapshot before, (GlusterHookChange Change, TParameters Parameters) asked, CommandContext context, CancellationToken stopping)
    {
        var (snapshot, outcome) = await AskAsync(before, asked.Parameters, stopping);
        var isWritten = await new ResultWriter(Services, ActionType, snapshot.Name, (db, token) => IsAwaitedAsync(db, asked.Change, token))
            .WriteAsync(db => WriteAsync(db, snapshot, (asked.Change, outcome), context));
        _ = Services.Schedules.AskHooksSoonAsync(snapshot.Hook.ClusterId);
        if (!isWritten) return new CommandResult<GlusterHookChange>.OutcomeUnknown("The database could not take the result.", asked.Change);
        if (outcome.IsDone) return new CommandResult<GlusterHookChange>.Done(asked.Change);
        return outcome.IsUnreachable
            ? new CommandResult<GlusterHookChange>.Unreachable(outcome.Reason, asked.Change)
            : new CommandResult<GlusterHookChange>.GlusterRefused(outcome.Error!, asked.Change);
    }

    private async Task<(HookSnapshot Snapshot, HookOutcome Outcome)> AskAsync(HookSnapshot snapshot, TParameters parameters, CancellationToken stopping)
    {
        if (SourceOf(snapshot, parameters) is { } source)
        {
            var read = await SayAsync(source, new HookReadVerb(snapshot.Hook.HookName), stopping);
            if (read is not VdsReply<HookContent>.Answered answered) return (snapshot, HookOutcome.Unread(source, read));
            snapshot = snapshot with { Content = answered.Value };
        }

        var targets = TargetsOf(snapshot).ToList();
        var replies = await Task.WhenAll(targets.Up().Select(async host => (host, await SayAsync(host, VerbOf(snapshot), stopping))));
        return (snapshot, HookOutcome.Of(replies, [.. targets.Except(targets.Up())], SufficesInPart));
    }

    private async Task<VdsReply<TReply>> SayAsync<TReply>(Host host, VdsVerb<TReply> verb, CancellationToken stopping)
    {
        try
        {
            await using (var db = await Services.Databases.CreateDbContextAsync(stopping))
            {
                if (await db.RestOfAsync((host.Id, host.Name), stopping) is { } rest) return new VdsReply<TReply>.Unreachable(rest);
            }

            return await Services.Vds.CallAsync(VdsHost.Of(host), verb, stopping);
        }
        catch (OperationCanceledException)
        {
            return new VdsReply<TReply>.Unknown("The engine was stopped while it waited for the host.");
        }
    }

    private static Task<bool> IsAwaitedAsync(EngineDb db, GlusterHookChange change, CancellationToken cancellationToken) =>
        db.HookChanges.AnyAsync(c => c.StepId == change.StepId && c.Deadline != null, cancellationToken);

    private async Task WriteAsync(EngineDb db, HookSnapshot snapshot, (GlusterHookChange Change, HookOutcome Outcome) asked, CommandContext context)
    {
        var (change, outcome) = asked;
        var (status, description) = outcome.IsDone ? (JobExecutionStatus.Finished, "Executing") : (JobExecutionStatus.Failed, "Executing");
        if (outcome.Problems.Count > 0) description += $": {outcome.Reason}";
        if (!await db.EndHookChangeAsync(change.StepId, status, description, CancellationToken.None)) return;
        var hook = await db.Hooks.Include(static h => h.ServerHooks).SingleOrDefaultAsync(h => h.Id == snapshot.Hook.Id, CancellationToken.None);
        if (hook is not null)
        {
            if (outcome.IsDone && Removes) db.Remove(hook);
            else if (outcome.IsDone || outcome.Done.Count > 0) Note(hook, [.. hook.ServerHooks.Where(seen => outcome.Done.Contains(seen.HostId))], snapshot);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await db.AppendEventsAsync(
            [Words.Tell(snapshot, outcome, new(default, default, "") { ClusterId = snapshot.Hook.ClusterId, JobId = change.JobId, UserId = context.Caller.UserId, CorrelationId = context.CorrelationId })],
            CancellationToken.None);
    }
}
