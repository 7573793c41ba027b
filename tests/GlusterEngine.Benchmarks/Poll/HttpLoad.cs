using System.Diagnostics;
using System.Net.Sockets;

namespace GlusterEngine.Benchmarks.Poll;

/// <summary>Connections that each poll as fast as they are answered, driven by one thread, as pgbench drives its own: what the client costs
/// is taken from the server, with which it shares the cores.</summary>
internal static class HttpLoad
{
    /// <summary>Answers per second.</summary>
    /// <param name="connections">The connections.</param>
    /// <param name="duration">How long.</param>
    /// <param name="milliseconds">The time of each answer.</param>
    public static double Run(IReadOnlyList<HttpConnection> connections, TimeSpan duration, out IReadOnlyList<double> milliseconds)
    {
        var times = new List<double>(capacity: 1 << 18);
        var asked = connections.ToDictionary(static connection => connection.Socket, static _ => 0L);
        var bySocket = connections.ToDictionary(static connection => connection.Socket);
        var started = Stopwatch.GetTimestamp();
        foreach (var connection in connections) Ask(connection);
        var ready = new List<Socket>(connections.Count);
        while (asked.Count > 0)
        {
            ready.Clear();
            ready.AddRange(asked.Keys);
            Socket.Select(ready, checkWrite: null, checkError: null, TimeSpan.FromSeconds(30));
            if (ready.Count == 0) throw new IOException("The engine has not answered for 30 s.");
            foreach (var socket in ready.Where(socket => bySocket[socket].Read())) Answered(bySocket[socket]);
        }

        milliseconds = times;
        return times.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;

        void Ask(HttpConnection connection)
        {
            asked[connection.Socket] = Stopwatch.GetTimestamp();
            connection.Ask();
        }

        void Answered(HttpConnection connection)
        {
            times.Add(Stopwatch.GetElapsedTime(asked[connection.Socket]).TotalMilliseconds);
            if (Stopwatch.GetElapsedTime(started) < duration) Ask(connection);
            else asked.Remove(connection.Socket);
        }
    }
}
