using System.Diagnostics;

namespace GlusterEngine.Benchmarks.Poll;

/// <summary>Connections that each poll as fast as they are answered.</summary>
internal static class HttpLoad
{
    /// <summary>Answers per second, and the time of each in milliseconds.</summary>
    public static (double Rate, IReadOnlyList<double> Milliseconds) Run(IReadOnlyList<HttpConnection> connections, TimeSpan duration)
    {
        var times = new List<double>[connections.Count];
        var started = Stopwatch.GetTimestamp();
        // Tasks, so that a failure comes out here; long ones, so that each has a thread.
        Task.WaitAll(connections.Select((connection, index) => Task.Factory.StartNew(
            () => times[index] = Poll(connection, started, duration), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = times.SelectMany(static each => each).ToList();
        return (all.Count / seconds, all);
    }

    private static List<double> Poll(HttpConnection connection, long started, TimeSpan duration)
    {
        var times = new List<double>(capacity: 1 << 16);
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var begun = Stopwatch.GetTimestamp();
            connection.Get();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return times;
    }
}
