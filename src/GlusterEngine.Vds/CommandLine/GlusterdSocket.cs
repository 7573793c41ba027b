using System.Net.Sockets;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>Glusterd's unix socket.</summary>
internal static class GlusterdSocket
{
    /// <summary>Why nobody accepts connections at <paramref name="path"/>; null when someone does.</summary>
    public static string? WhyDeaf(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return null;
        }
        catch (SocketException missing) when (missing.SocketErrorCode is SocketError.AddressNotAvailable)
        {
            // What .NET makes of ENOENT.
            return "there is no such file.";
        }
        catch (SocketException refused)
        {
            // A full queue, of a glusterd that sleeps 5 s in a start, is a sign of life. The message is made anew because this one repeats the path.
            return refused.SocketErrorCode is SocketError.WouldBlock ? null : new SocketException((int)refused.SocketErrorCode).Message;
        }
        catch (ArgumentOutOfRangeException)
        {
            return "the path is longer than a unix socket's can be.";
        }
    }
}
