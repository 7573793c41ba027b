using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>Glusterd's unix socket.</summary>
internal static class GlusterdSocket
{
    /// <summary>Where it is unless told otherwise.</summary>
    public const string Default = "/var/run/glusterd.socket";

    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    /// <summary>The process that listens at <paramref name="path"/>, as the kernel tells; null when none does, or it is not visible from here.</summary>
    public static int? ProcessBehind(string path)
    {
        // struct ucred: process, user, group
        Span<byte> credentials = stackalloc byte[12];
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        }
        catch (Exception failed) when (failed is SocketException or ArgumentOutOfRangeException)
        {
            return null;
        }

        var process = MemoryMarshal.Read<int>(credentials);
        return process > 0 ? process : null;
    }

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
