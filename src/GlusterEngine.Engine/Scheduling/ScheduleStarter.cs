using GlusterEngine.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Scheduling;

/// <summary>
/// At start, gives every cluster its schedules with the intervals now set. From then on, those that are missing: whoever added a cluster may have died, or lost the
/// database, before it had any.
/// </summary>
internal sealed class ScheduleStarter(IDbContextFactory<EngineDb> databases, EngineSchedules schedules, TimeProvider time, ILogger<ScheduleStarter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(scheduledStay: false, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryEnsureAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The engine stops.
        }
    }

    private async Task TryEnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EnsureAsync(scheduledStay: true, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.SchedulesNotEnsured(logger, exception);
        }
    }

    private async Task EnsureAsync(bool scheduledStay, CancellationToken cancellationToken)
    {
        // Asked before the clusters: one that another engine adds meanwhile is then among them, or not scheduled yet.
        var (some, whole) = await schedules.ScheduledAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var clusters = await db.Clusters.Select(static c => c.Id).ToListAsync(cancellationToken);
        if (!scheduledStay) await schedules.AddCleanupAsync(cancellationToken);
        foreach (var cluster in clusters.Where(cluster => !scheduledStay || !whole.Contains(cluster))) await schedules.AddClusterAsync(cluster, cancellationToken);
        foreach (var removed in some.Except(clusters)) await schedules.RemoveClusterAsync(removed, cancellationToken);
    }
}
