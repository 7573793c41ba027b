using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Connections;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// A host that joins or leaves the pool of its cluster: the intent is written first, the other hosts are told outside any transaction, and what came of it is
/// written in another one. Without a definite answer the sync of host changes looks.
/// </summary>
/// <typeparam name="TParameters">What the command is given.</typeparam>
public abstract class HostChangeCommand<TParameters>(CommandServices services, ConnectionKeeper keeper) : CommandBase<TParameters, ChangedHost>(services)
{
    /// <summary>Whether the host's row goes when it definitely did not come to it.</summary>
    private protected abstract bool FailureTakesRowAlong { get; }

    /// <summary>Does the change; afterwards everybody looks anew. One that is interrupted is left to the sync.</summary>
    private protected async Task<CommandResult<ChangedHost>> ChangeAsync(ChangedHost changed, Func<Task<CommandResult<ChangedHost>>> change)
    {
        try
        {
            var result = await change();
            keeper.LookSoon();
            await Services.Schedules.AskSoonAsync(changed.Host.ClusterId);
            return result;
        }
        catch (OperationCanceledException)
        {
            return new CommandResult<ChangedHost>.OutcomeUnknown("The engine was stopped while it waited for gluster.", changed);
        }
    }

    /// <summary>Tells one of the pool's hosts.</summary>
    private protected Task<(VdsHost? Told, VdsReply<bool> Reply)> SayAsync(HostChangeIntent intent, IReadOnlyList<VdsHost> hosts, VdsVerb<bool> verb, CancellationToken stopping) =>
        new HostsInTurn(Services, ActionType, intent.Change.HostName) { Forbids = intent.ForbidsAsync }.SayAsync(hosts, (host, token) => Services.Vds.CallAsync(host, verb, token), stopping);

    private protected async Task<CommandResult<ChangedHost>> DoneAsync(HostChangeIntent intent, ChangedHost changed, Func<EngineDb, Task> write) =>
        await WriteAsync(intent, write)
            ? new CommandResult<ChangedHost>.Done(changed)
            : new CommandResult<ChangedHost>.OutcomeUnknown("The database could not take the result.", changed);

    private protected async Task<CommandResult<ChangedHost>> FailAsync(HostChangeIntent intent, string reason, CommandResult<ChangedHost> result, CommandContext context)
    {
        var told = HostChangeText.Failed(intent.Change, intent.Cluster, reason, About(intent, context));
        await WriteAsync(intent, db => HostChangeResults.FailedAsync(db, intent.Change, reason, FailureTakesRowAlong, [told]));
        return result;
    }

    private protected async Task<CommandResult<ChangedHost>> UnknownAsync(HostChangeIntent intent, ChangedHost changed, string reason, CommandContext context)
    {
        await WriteAsync(intent, db => HostChangeResults.UnknownAsync(db, intent.Change, HostChangeText.Unknown(intent.Change, intent.Cluster, reason, About(intent, context))));
        return new CommandResult<ChangedHost>.OutcomeUnknown(reason, changed);
    }

    private protected static EventDraft About(HostChangeIntent intent, CommandContext context) =>
        HostChangeResults.About(intent.Change, context.CorrelationId, context.Caller.UserId);

    private Task<bool> WriteAsync(HostChangeIntent intent, Func<EngineDb, Task> write) =>
        new ResultWriter(Services, ActionType, intent.Change.HostName, intent.IsAwaitedAsync).WriteAsync(write);
}
