using System.Net;
using System.Net.Sockets;

namespace GlusterEngine.Testing;

/// <summary>
/// TCP ports of 127.0.0.1 for processes that have to be told theirs. They lie below those that Linux gives to whoever connects: one of them may be taken
/// between the moment it was found free and the moment the process listens.
/// </summary>
public static class TestPorts
{
    private const int First = 10000;
    private const int Count = 12000;

    // Other test processes look for ports at the same time, so each begins somewhere else.
    private static int last = Random.Shared.Next(Count);

    /// <summary>A free one, which no other caller in this process gets.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref last) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
