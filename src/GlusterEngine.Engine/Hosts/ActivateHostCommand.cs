using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Takes a host into use again, or asks one that does not answer right away. The next look, which comes at once, decides its state.</summary>
public sealed class ActivateHostCommand(CommandServices services) : CommandBase<Guid, ChangedHost>(services)
{
    public override ActionType ActionType => ActionType.ActivateHost;

    protected override CommandTarget TargetOf(Guid parameters) => CommandTarget.Host(parameters);

    protected override async Task<Prepared<ChangedHost>> PrepareAsync(EngineDb db, Guid parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var host = await HostRow.LockAsync(db, parameters, cancellationToken);
        if (host is null) return Prepared<ChangedHost>.Refuse(Refusals.NotFound("host", parameters));
        if (await HostChangeIntent.OpenJobAsync(db, host.Id, cancellationToken) is { } job)
            return Prepared<ChangedHost>.Refuse(HostRemovalRefusals.UnderWay("Cannot activate Host.", host, job, isAlone: false));
        var refusals = HostStateRefusals.Activate(host).ToList();
        if (refusals.Count > 0) return new(refusals);
        var now = await db.NowAsync(cancellationToken);
        (host.Status, host.StatusSince, host.StatusDetail) = (HostStatus.Connecting, now, null);
        var changed = HostStateJob.Write(db, host, (ActionType, $"Activating Host {host.Name}"), context, now);
        await db.AppendEventsAsync([new(EventCode.HostActivated, EventSeverity.Normal, $"Host {host.Name} was activated by {context.Caller.Name}.")
        {
            ClusterId = host.ClusterId,
            HostId = host.Id,
            JobId = changed.JobId,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], changed, async _ =>
        {
            await Services.Schedules.AskSoonAsync(host.ClusterId);
            return new CommandResult<ChangedHost>.Done(changed);
        });
    }
}
