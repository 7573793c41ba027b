using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Connections;

/// <summary>Registers a connection to a host under an id of the caller's. Whether the host answers does not matter: from now on the connection is kept.</summary>
public sealed class ManageHostConnectionCommand(CommandServices services, ConnectionKeeper keeper) : CommandBase<HostConnectionParameters, HostConnection>(services)
{
    public override ActionType ActionType => ActionType.ManageHostConnection;

    protected override CommandTarget TargetOf(HostConnectionParameters parameters) => CommandTarget.Host(parameters.HostId);

    protected override Guid? IdOf(HostConnection result) => result.Cid;

    protected override async Task<Prepared<HostConnection>> PrepareAsync(
        EngineDb db, HostConnectionParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        if (await HostRow.LockAsync(db, parameters.HostId, cancellationToken) is not { } host)
            return Prepared<HostConnection>.Refuse(Refusals.NotFound("host", parameters.HostId));
        if (await db.HostConnections.AnyAsync(c => c.Cid == parameters.Cid, cancellationToken))
        {
            return Prepared<HostConnection>.Refuse(new Refusal("CONNECTION_ID_IN_USE",
                $"Cannot manage Connection. Connection id {parameters.Cid} is in use already; choose another one.", RefusalKind.Conflict));
        }

        var connection = new HostConnection { Cid = parameters.Cid, HostId = host.Id, IsOwn = false };
        db.Add(connection);
        return new([], connection, _ =>
        {
            keeper.LookSoon();
            return Task.FromResult<CommandResult<HostConnection>>(new CommandResult<HostConnection>.Done(connection));
        });
    }
}
