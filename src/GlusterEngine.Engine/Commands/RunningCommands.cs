using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Commands;

/// <summary>
/// Commands that wait for gluster, whether or not a client still waits for them. When the engine stops they are cancelled, write down that
/// the outcome is unknown, and the sync of the next engine finds out.
/// </summary>
public sealed class RunningCommands(ILogger<RunningCommands> logger) : IHostedLifecycleService, IDisposable
{
    private readonly ConcurrentDictionary<Task, byte> tasks = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Whether the engine stops: what is begun now is broken off at once.</summary>
    public bool IsStopping => stopping.IsCancellationRequested;

    public Task<T> Run<T>(Func<CancellationToken, Task<T>> command)
    {
        var task = Task.Run(() => command(stopping.Token), CancellationToken.None);
        tasks.TryAdd(task, 0);
        _ = task.ContinueWith(End, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    private void End(Task command)
    {
        tasks.TryRemove(command, out _);
        // A client that does not wait would not hear of it either.
        if (command.Exception is { } exception) Log.CommandFailed(logger, exception.GetBaseException());
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs before the web server stops, so that clients still get their answer.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAny(Task.WhenAll(tasks.Keys), Task.Delay(Timeout.Infinite, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stopping.Dispose();
}
