using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Connections;

/// <summary>Forgets a connection. Its link closes when no other connection wants it.</summary>
public sealed class UnmanageHostConnectionCommand(CommandServices services, ConnectionKeeper keeper) : CommandBase<HostConnectionParameters, HostConnection>(services)
{
    public override ActionType ActionType => ActionType.UnmanageHostConnection;

    protected override CommandTarget TargetOf(HostConnectionParameters parameters) => CommandTarget.Host(parameters.HostId);

    protected override async Task<Prepared<HostConnection>> PrepareAsync(
        EngineDb db, HostConnectionParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var connection = await db.HostConnections.SingleOrDefaultAsync(c => c.Cid == parameters.Cid && c.HostId == parameters.HostId, cancellationToken);
        if (connection is null)
        {
            return Prepared<HostConnection>.Refuse(new Refusal("CONNECTION_ID_NOT_REGISTERED",
                $"Connection id {parameters.Cid} is not registered for host {parameters.HostId}.", RefusalKind.NotFound));
        }

        if (connection.IsOwn)
        {
            return Prepared<HostConnection>.Refuse(new Refusal("CONNECTION_IS_THE_ENGINES",
                $"Cannot unmanage Connection. {connection.Cid} is the engine's own connection to the host: deactivate or remove the host instead.", RefusalKind.Conflict));
        }

        db.Remove(connection);
        return new([], connection, _ =>
        {
            keeper.LookSoon();
            return Task.FromResult<CommandResult<HostConnection>>(new CommandResult<HostConnection>.Done(connection));
        });
    }
}
