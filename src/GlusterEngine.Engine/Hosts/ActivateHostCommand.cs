using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Takes a host into use again, or asks one that does not answer right away. The next look, which comes at once, decides its state.</summary>
public sealed class ActivateHostCommand(CommandServices services) : CommandBase<Guid, Host>(services)
{
    public override ActionType ActionType => ActionType.ActivateHost;

    protected override async Task<Prepared<Host>> PrepareAsync(EngineDb db, Guid parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var host = await HostRow.LockAsync(db, parameters, cancellationToken);
        if (host is null) return Prepared<Host>.Refuse(Refusals.NotFound("host", parameters));
        var refusals = HostStateRefusals.Activate(host).ToList();
        if (refusals.Count > 0) return new(refusals);
        host.Status = HostStatus.Connecting;
        host.StatusSince = await db.NowAsync(cancellationToken);
        host.StatusDetail = null;
        await db.AppendEventsAsync([new(EventCode.HostActivated, EventSeverity.Normal, $"Host {host.Name} was activated by {context.Caller.Name}.")
        {
            ClusterId = host.ClusterId,
            HostId = host.Id,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], host, async _ =>
        {
            await Services.Schedules.AskSoonAsync(host.ClusterId);
            return new CommandResult<Host>.Done(host);
        });
    }
}
