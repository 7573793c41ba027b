using System.Diagnostics;

namespace GlusterEngine.Benchmarks.Poll;

/// <summary>Connections that each poll as fast as they are answered.</summary>
internal static class HttpLoad
{
    /// <summary>Answers per second.</summary>
    /// <param name="connections">The connections.</param>
    /// <param name="duration">How long.</param>
    /// <param name="milliseconds">The time of each answer.</param>
    public static double Run(IReadOnlyList<HttpConnection> connections, TimeSpan duration, out IReadOnlyList<double> milliseconds)
    {
        var times = new List<double>[connections.Count];
        var started = Stopwatch.GetTimestamp();
        // Tasks, so that a failure comes out here; long ones, so that each has a thread.
        Task.WaitAll(connections.Select((connection, index) => Task.Factory.StartNew(
            () => times[index] = Poll(connection, started, duration), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        milliseconds = [.. times.SelectMany(static each => each)];
        return milliseconds.Count / seconds;
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
