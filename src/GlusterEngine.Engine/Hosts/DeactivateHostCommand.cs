using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// Puts a host into maintenance: from now on nothing is asked of it. Gluster goes on there. Also the last usable host of a cluster with open tasks may
/// rest: their steps say that they wait, and go on once a host is back.
/// </summary>
public sealed class DeactivateHostCommand(CommandServices services) : CommandBase<DeactivateHostParameters, ChangedHost>(services)
{
    public override ActionType ActionType => ActionType.DeactivateHost;

    protected override CommandTarget TargetOf(DeactivateHostParameters parameters) => CommandTarget.Host(parameters.HostId);

    protected override async Task<Prepared<ChangedHost>> PrepareAsync(
        EngineDb db, DeactivateHostParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var host = await HostRow.LockAsync(db, parameters.HostId, cancellationToken);
        if (host is null) return Prepared<ChangedHost>.Refuse(Refusals.NotFound("host", parameters.HostId));
        var refusals = HostStateRefusals.Deactivate(host, parameters.StopsGluster).ToList();
        if (refusals.Count > 0) return new(refusals);
        var now = await db.NowAsync(cancellationToken);
        (host.Status, host.StatusSince, host.StatusDetail) = (HostStatus.Maintenance, now, parameters.Reason);
        var changed = HostStateJob.Write(db, host, (ActionType, $"Moving Host {host.Name} to Maintenance"), context, now);
        var why = string.IsNullOrWhiteSpace(parameters.Reason) ? "" : $" Reason given: {parameters.Reason}";
        await db.AppendEventsAsync([new(EventCode.HostMaintenance, EventSeverity.Normal, $"Host {host.Name} was put into maintenance by {context.Caller.Name}.{why}")
        {
            ClusterId = host.ClusterId,
            HostId = host.Id,
            JobId = changed.JobId,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], changed);
    }
}
