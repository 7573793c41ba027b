using GlusterEngine.Data.Locks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Locks;

/// <summary>Tells other engines, and this one's successor, that calls this engine made may still be answered, and which clusters it looks after.</summary>
public sealed class EngineHeartbeat(
    EngineBeats beats, PolledClusters polled, EngineIdentity engine, TimeProvider time, ILogger<EngineHeartbeat> logger) : BackgroundService
{
    // EngineIsAlive takes an engine for dead after 12 s without a sign; and after 4 s if its session is gone too, which the next sign notices.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // After a sign that failed.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.2);

    private bool isFailing;

    /// <summary>The first sign of life, before any command can run.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await BeatAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // A session that fails is closed, and the second try opens another.
        if (!await TryAsync(() => beats.LeaveAsync(engine.Id, cancellationToken))) await TryAsync(() => beats.LeaveAsync(engine.Id, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, stoppingToken);
                // Not broken off by the stop: it has a deadline, and its session is needed for the last word.
                while (!await BeatAsync(CancellationToken.None)) await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The engine stops.
        }
    }

    private Task<bool> BeatAsync(CancellationToken cancellationToken) => TryAsync(() => beats.BeatAsync(engine.Id, polled.Take(), cancellationToken));

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            isFailing = false;
            return true;
        }
        catch (ObjectDisposedException)
        {
            // The engine was ended without a stop, as tests of a sudden end do.
            return true;
        }
        catch (Exception exception)
        {
            // Whatever it was, without signs of life the engine would be taken for dead; it is said once, however often it is tried.
            if (!isFailing) Log.BeatFailed(logger, exception);
            isFailing = true;
            return false;
        }
    }
}
