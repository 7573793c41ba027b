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
        var threads = connections.Select((connection, index) => new Thread(() => times[index] = Poll(connection, started, duration))).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
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
