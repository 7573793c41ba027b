using GlusterEngine.Data.Locks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Locks;

/// <summary>Tells other engines, and this one's successor, that calls this engine made may still be answered, and which clusters it looks after.</summary>
public sealed class EngineHeartbeat(
    EngineBeats beats, PolledClusters polled, EngineIdentity engine, TimeProvider time, ILogger<EngineHeartbeat> logger) : BackgroundService
{
    // EngineLives takes an engine for dead after 12 s without a sign: four of these.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>The first sign of life, before any command can run.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await BeatAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => beats.LeaveAsync(engine.Id, cancellationToken));
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

    private Task BeatAsync(CancellationToken cancellationToken) => TryAsync(() => beats.BeatAsync(engine.Id, polled.Take(), cancellationToken));

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            Log.BeatFailed(logger, exception);
        }
    }
}
