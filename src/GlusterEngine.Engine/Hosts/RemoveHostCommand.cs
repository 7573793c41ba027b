using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// Forgets a host; gluster is not touched and its bricks go on. The last host of a cluster takes the cluster's volumes out of the engine's
/// sight, so that is refused while one of them has an open task.
/// </summary>
public sealed class RemoveHostCommand(CommandServices services) : CommandBase<Guid, Host>(services)
{
    public override ActionType ActionType => ActionType.RemoveHost;

    protected override async Task<Prepared<Host>> PrepareAsync(
        EngineDb db, Guid parameters, CommandContext context, CancellationToken cancellationToken)
    {
        // All hosts of the cluster are locked, in the order in which the inventory locks them: whether this is the last one must stay true.
        var hosts = await db.Hosts.FromSql(
            $"select * from host where cluster_id = (select cluster_id from host where host_id = {parameters}) order by host_id for update").ToListAsync(cancellationToken);
        var host = hosts.Find(h => h.Id == parameters);
        if (host is null) return Prepared<Host>.Refuse(Refusals.NotFound("host", parameters));
        var isLast = hosts.Count == 1;
        if (isLast && await OpenJobAsync(db, host.ClusterId, cancellationToken) is { } job)
        {
            return Prepared<Host>.Refuse(new Refusal("ACTION_TYPE_FAILED_LAST_HOST_WITH_OPEN_TASK",
                $"Cannot remove Host. {host.Name} is the last host of its cluster and job {job} still runs there: end it, or add another host first.", RefusalKind.Conflict));
        }

        db.Remove(host);
        var removed = new EventDraft(EventCode.HostRemoved, EventSeverity.Normal, $"Host {host.Name} was removed by {context.Caller.Name}.")
        {
            ClusterId = host.ClusterId,
            HostId = host.Id,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        };
        var forgotten = isLast ? await ForgetPoolAsync(db, host, cancellationToken) : null;
        await db.AppendEventsAsync(
            forgotten is null ? [removed] : [removed, removed with { Code = EventCode.ClusterContentForgotten, Severity = EventSeverity.Warning, Description = forgotten }], cancellationToken);
        return new([], host);
    }

    /// <summary>Takes volumes and peers out of the inventory. What that was; null when it was nothing.</summary>
    private static async Task<string?> ForgetPoolAsync(EngineDb db, Host last, CancellationToken cancellationToken)
    {
        var cluster = await db.Clusters.Where(c => c.Id == last.ClusterId).Select(static c => c.Name).SingleAsync(cancellationToken);
        var volumes = await db.Volumes.Where(v => v.ClusterId == last.ClusterId).ExecuteDeleteAsync(cancellationToken);
        var peers = await db.GlusterServers.Where(s => s.ClusterId == last.ClusterId).ExecuteDeleteAsync(cancellationToken);
        return volumes + peers == 0 ? null
            : $"{last.Name} was the last host of cluster {cluster}: its volumes ({volumes}) and peers ({peers}) are not watched any more. Gluster goes on; add a host to see them again.";
    }

    private static async Task<Guid?> OpenJobAsync(EngineDb db, Guid clusterId, CancellationToken cancellationToken) =>
        await (from task in db.StepTasks
               join step in db.Steps on task.StepId equals step.Id
               where task.ClusterId == clusterId && step.EndTime == null
               select (Guid?)task.JobId).FirstOrDefaultAsync(cancellationToken);
}
