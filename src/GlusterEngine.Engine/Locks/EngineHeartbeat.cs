using GlusterEngine.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Locks;

/// <summary>Tells other engines, and this one's successor, that calls this engine made may still be answered.</summary>
public sealed class EngineHeartbeat(
    IDbContextFactory<EngineDb> databases, EngineIdentity engine, TimeProvider time, ILogger<EngineHeartbeat> logger) : BackgroundService
{
    // GetOpenTasks takes an engine for dead after 20 s without a sign: four of these.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The first sign of life, before any command can run.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await BeatAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(async db => await db.EngineInstances.Where(e => e.Id == engine.Id).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await BeatAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The engine stops.
        }
    }

    private Task BeatAsync(CancellationToken cancellationToken) => TryAsync(
        async db => await db.Database.ExecuteSqlAsync($"select BeatEngine({engine.Id})", cancellationToken), cancellationToken);

    private async Task TryAsync(Func<EngineDb, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await work(db);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            Log.BeatFailed(logger, exception);
        }
    }
}
