using GlusterEngine.Data;
using GlusterEngine.Data.Hosts;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Scheduling;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// Finds out what became of hosts that were to join or leave a pool and for whose answer nobody waits any more: looks at the pool, says nothing again, and ends
/// step and job. What nobody can tell yet stays open.
/// </summary>
public sealed class HostChangeSync(IDbContextFactory<EngineDb> databases, PoolLook look, EngineSchedules schedules)
{
    public async Task SyncAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db.GetOrphanedHostChangesAsync(clusterId, cancellationToken);
        if (open.Count == 0) return;
        var cluster = await db.Clusters.Where(c => c.Id == clusterId).Select(static c => c.Name).SingleOrDefaultAsync(cancellationToken);
        var hosts = await db.UpHostsOfAsync(clusterId, cancellationToken);
        var now = await db.NowAsync(cancellationToken);
        // The connection goes back to the pool while gluster is asked.
        await db.Database.CloseConnectionAsync();
        if (cluster is null) return;
        var (_, pool, _) = await look.AskAsync(hosts, cancellationToken);
        foreach (var change in open)
        {
            // Of one that gluster was not told of there is nothing to see.
            var verdict = pool is not null || change.PeerUuid is null ? HostChangeRule.Judge(change, pool ?? [], now) : ChangeVerdict.Open;
            if (verdict != ChangeVerdict.Open) await EndAsync(change, verdict, cluster);
        }
    }

    private async Task EndAsync(HostChange change, ChangeVerdict verdict, string cluster)
    {
        await using (var db = await databases.CreateDbContextAsync(CancellationToken.None))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            // Whoever began it may have gone on since it was read: that is another change than the one that was judged.
            var row = await db.HostChanges.FromSql($"select * from host_change where step_id = {change.StepId} for update").AsNoTracking().SingleAsync(CancellationToken.None);
            if (row.PeerUuid != change.PeerUuid) return;
            var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == change.JobId, CancellationToken.None);
            var user = await db.Users.Where(u => u.Id == job.OwnerId).Select(static u => u.Name).SingleOrDefaultAsync(CancellationToken.None) ?? "a user";
            var about = HostChangeResults.About(change, job.CorrelationId, job.OwnerId);
            var resolved = HostChangeText.Resolved(change, cluster, verdict, about);
            await ((verdict, change.ActionType) switch
            {
                (ChangeVerdict.Happened, ActionType.AddHost) => HostChangeResults.AddedAsync(db, change, change.PeerUuid, [resolved, HostChangeText.Added(change.HostName, cluster, user, why: null, about)]),
                (ChangeVerdict.Happened, _) => HostChangeResults.RemovedAsync(db, change, change.PeerUuid, [resolved, HostChangeText.Removed(change.HostName, cluster, user, about)]),
                _ => HostChangeResults.FailedAsync(db, change, "gluster did not answer, and it did not happen", takesRowAlong: false, [resolved]),
            });
            await transaction.CommitAsync(CancellationToken.None);
        }

        await schedules.AskSoonAsync(change.ClusterId);
    }
}
