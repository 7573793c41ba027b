using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Model.Events;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Clusters;

/// <summary>Ends the jobs of counts of heals whose engine is gone, or never heard of them. They changed nothing in gluster, so there is nothing to look at.</summary>
public sealed class HealCountSync(IDbContextFactory<EngineDb> databases)
{
    public async Task EndOrphansAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ended = await db.GiveUpOrphanedJobsAsync(clusterId, "Executing: the engine that counted is gone, or never heard of it; count again", cancellationToken);
        if (ended.Count == 0) return;
        await db.AppendEventsAsync(
            ended.Select(job => new EventDraft(EventCode.GlusterHealsCounted, EventSeverity.Warning, $"{job.Description} was broken off, since the engine that did it is gone, or never heard of it. Count again with refreshglusterhealstatus.")
            {
                ClusterId = clusterId,
                JobId = job.Id,
                UserId = job.OwnerId,
                CorrelationId = job.CorrelationId,
            }),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
