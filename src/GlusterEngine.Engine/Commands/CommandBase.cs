using GlusterEngine.Data;
using GlusterEngine.Data.Requests;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Commands;

/// <summary>
/// The life cycle of every command: may the caller; one transaction that loads, validates and writes, or leaves no trace; then what
/// must happen outside of it. The caller's cancellation counts until the transaction commits, after that only the engine's stop.
/// </summary>
/// <typeparam name="TParameters">What the command is given.</typeparam>
/// <typeparam name="TResult">What it gives back.</typeparam>
public abstract class CommandBase<TParameters, TResult>(CommandServices services)
{
    private static readonly TimeSpan[] LookPauses = [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)];

    // From the commit on. What is left of the time that an intent gives has to be enough for the verb itself.
    private static readonly TimeSpan LaterLooks = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan BetweenLaterLooks = TimeSpan.FromSeconds(2);

    /// <summary>oVirt's name of the command.</summary>
    public abstract ActionType ActionType { get; }

    /// <summary>The services every command needs.</summary>
    protected CommandServices Services { get; } = services;

    /// <summary>Runs the command.</summary>
    /// <param name="parameters">What is asked.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="wait">Whether to come back only when gluster answered, instead of as soon as everything is written down.</param>
    /// <param name="cancellationToken">Counts until the transaction commits.</param>
    /// <returns>The outcome; never an exception for what users, hosts or gluster may do.</returns>
    /// <exception cref="ClaimLostException">The idempotency key was taken over by another engine; nothing was written.</exception>
    public async Task<CommandResult<TResult>> RunAsync(
        TParameters parameters, CommandContext context, bool wait, CancellationToken cancellationToken)
    {
        if (await RefuseCallerAsync(parameters, context, cancellationToken) is { } denied) return Refuse(context, [denied]);
        var prepared = await PrepareInTransactionAsync(parameters, context, cancellationToken);
        if (prepared.Refusals.Count > 0) return Refuse(context, prepared.Refusals);
        if (context.IsRehearsal)
            return prepared.Rehearse is null ? new CommandResult<TResult>.Rehearsed(Plan: null, Gate: null) : await prepared.Rehearse(cancellationToken);
        if (prepared.Continue is null) return new CommandResult<TResult>.Done(prepared.Value!);
        var completion = Services.Running.Run(prepared.Continue);
        return wait ? await completion : new CommandResult<TResult>.Accepted(prepared.Value!);
    }

    /// <summary>On what the caller needs <see cref="RoleFor"/>: the volume, where one is named, else the engine as a whole.</summary>
    protected virtual CommandTarget TargetOf(TParameters parameters) =>
        parameters is GlusterVolumeParameters volume ? CommandTarget.Volume(volume.ClusterId, volume.VolumeId) : CommandTarget.Engine;

    /// <summary>The role it takes there.</summary>
    protected virtual Role RoleFor(TParameters parameters, CommandContext context) => Role.Administrator;

    /// <summary>Loads, validates and writes, all on <paramref name="db"/>, whose transaction is open.</summary>
    protected abstract Task<Prepared<TResult>> PrepareAsync(
        EngineDb db, TParameters parameters, CommandContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Under which id a client finds what the command wrote, should the answer get lost: the step of a gluster task, or the object that was
    /// added. Null when there is nothing more to tell than that it was done.
    /// </summary>
    protected virtual Guid? IdOf(TResult result) => null;

    private async Task<Refusal?> RefuseCallerAsync(TParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var permission = new Permission(context.Caller, ActionType, RoleFor(parameters, context), TargetOf(parameters));
        if (permission.IsGranted) return null;
        await using var db = await Services.Databases.CreateDbContextAsync(cancellationToken);
        return await permission.RefuseAsync(db, cancellationToken);
    }

    /// <summary>Where another command was quicker, the database's constraints say so, and a second look finds what that one wrote.</summary>
    private async Task<Prepared<TResult>> PrepareInTransactionAsync(
        TParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await PrepareOnceAsync(parameters, context, cancellationToken);
        }
        catch (Exception exception) when (Overtaken.Is(exception))
        {
            return await PrepareOnceAsync(parameters, context, cancellationToken);
        }
    }

    private async Task<Prepared<TResult>> PrepareOnceAsync(TParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        await using var db = await Services.Databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (external, misplaced) = context.Under is { } place ? await place.LockAsync(db, context.Caller, cancellationToken) : (null, null);
        if (misplaced is not null) return Prepared<TResult>.Refuse(misplaced);
        var prepared = await PrepareAsync(db, parameters, context, cancellationToken);
        if (prepared.Refusals.Count > 0) return prepared;
        var job = (prepared.Value as ICommandJob)?.MadeJobId;
        if (external is not null && job is null) return Prepared<TResult>.Refuse(ExternalPlace.NotMonitored(ActionType));
        if (context.IsRehearsal) return prepared;
        await db.SaveChangesAsync(cancellationToken);
        if (external is not null) await context.Under!.FollowAsync(db, external, job!.Value, cancellationToken);
        if (context.Claim is { } claim)
        {
            // What may be carried out again leaves no trace, but not after somebody else took the key over and carried it out: things went on since.
            var counts = prepared.IsRepeatable ? await db.HoldsClaimAsync(claim, cancellationToken) : await db.WriteClaimedRequestAsync(claim, IdOf(prepared.Value!), cancellationToken);
            if (!counts) throw new ClaimLostException(claim);
        }

        var committing = Services.Time.GetTimestamp();
        try
        {
            // Not to be broken off by a client that goes away: what became of it then is just what is not known.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception) when (prepared.IsWritten is not null && !Overtaken.IsRefusedCommit(exception))
        {
            // An intent that was written unheard of would keep its volume for minutes, with nobody who says it to gluster.
            if (await IsWrittenAsync(prepared.IsWritten, LookPauses, CancellationToken.None)) return prepared;
            // The client hears of the failure. A database that changes its machine takes longer, and a commit may come through after its connection is lost.
            if (prepared.Continue is { } proceed) _ = Services.Running.Run(stopping => CarryOnAsync(prepared.IsWritten, proceed, committing, stopping));
            throw;
        }

        return prepared;
    }

    /// <summary>Asks over new connections until the database shows it; false where it never does.</summary>
    private async Task<bool> IsWrittenAsync(Func<EngineDb, CancellationToken, Task<bool>> ask, IEnumerable<TimeSpan> pauses, CancellationToken cancellationToken)
    {
        foreach (var pause in pauses)
        {
            try
            {
                await Task.Delay(pause, Services.Time, cancellationToken);
                await using var db = await Services.Databases.CreateDbContextAsync(cancellationToken);
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                if (await ask(db, cancellationToken)) return true;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Log.CommitNotLookedAt(Services.Logger, exception, ActionType);
            }
        }

        return false;
    }

    /// <summary>Does what was written unheard of, as if the answer had come.</summary>
    private async Task<bool> CarryOnAsync(
        Func<EngineDb, CancellationToken, Task<bool>> ask, Func<CancellationToken, Task<CommandResult<TResult>>> proceed, long since, CancellationToken stopping)
    {
        try
        {
            var isWritten = false;
            while (!isWritten && Services.Time.GetElapsedTime(since) < LaterLooks) isWritten = await IsWrittenAsync(ask, [BetweenLaterLooks], stopping);
            if (!isWritten) return false;
            Log.CarriedOn(Services.Logger, ActionType);
            await proceed(stopping);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The engine stops; the looks of the next one settle it.
            return false;
        }
        catch (Exception exception)
        {
            Log.NotCarriedOn(Services.Logger, exception, ActionType);
            return false;
        }
    }

    private CommandResult<TResult>.Refused Refuse(CommandContext context, IReadOnlyList<Refusal> refusals)
    {
        Log.CommandRefused(Services.Logger, ActionType, context.Caller.Name, string.Join(' ', refusals.Select(static refusal => refusal.Text)));
        return new(refusals);
    }
}
