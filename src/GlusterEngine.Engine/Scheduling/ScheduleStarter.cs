using GlusterEngine.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace GlusterEngine.Engine.Scheduling;

/// <summary>At start, gives every cluster its schedules.</summary>
internal sealed class ScheduleStarter(IDbContextFactory<EngineDb> databases, EngineSchedules schedules) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Asked before the clusters: one that another engine adds meanwhile is then among them, or not scheduled yet.
        var scheduled = await schedules.ScheduledAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var clusters = await db.Clusters.Select(static c => c.Id).ToListAsync(cancellationToken);
        await schedules.EnsureAsync(clusters, cancellationToken);
        foreach (var removed in scheduled.Except(clusters)) await schedules.RemoveClusterAsync(removed, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
