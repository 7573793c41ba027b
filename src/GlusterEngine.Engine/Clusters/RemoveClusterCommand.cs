using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Clusters;

/// <summary>Forgets a cluster that has no hosts any more. Gluster itself is not touched.</summary>
public sealed class RemoveClusterCommand(CommandServices services) : CommandBase<Guid, Cluster>(services)
{
    public override ActionType ActionType => ActionType.RemoveCluster;

    protected override CommandTarget TargetOf(Guid parameters) => CommandTarget.Cluster(parameters);

    protected override async Task<Prepared<Cluster>> PrepareAsync(
        EngineDb db, Guid parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var cluster = await db.Clusters.SingleOrDefaultAsync(c => c.Id == parameters, cancellationToken);
        if (cluster is null) return Prepared<Cluster>.Refuse(Refusals.NotFound("cluster", parameters));
        var hosts = await db.Hosts.Where(h => h.ClusterId == parameters).OrderBy(static h => h.Name).Select(static h => h.Name).ToListAsync(cancellationToken);
        if (hosts.Count > 0)
        {
            return Prepared<Cluster>.Refuse(new Refusal("CLUSTER_CANNOT_REMOVE_HOST_DETECTED",
                $"Cannot remove Cluster. Cluster {cluster.Name} still has hosts: {string.Join(", ", hosts)}. Remove them first.", RefusalKind.Conflict));
        }

        db.Remove(cluster);
        await db.AppendEventsAsync([new(EventCode.ClusterRemoved, EventSeverity.Normal, $"Cluster {cluster.Name} was removed by {context.Caller.Name}.")
        {
            ClusterId = cluster.Id,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], cluster, async token =>
        {
            await Services.Schedules.RemoveClusterAsync(cluster.Id, token);
            return new CommandResult<Cluster>.Done(cluster);
        });
    }
}
