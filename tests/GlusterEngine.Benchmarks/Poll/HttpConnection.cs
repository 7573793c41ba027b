using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GlusterEngine.Benchmarks.Poll;

/// <summary>One kept-alive connection that sends the same request again and again.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly byte[] request;
    private readonly byte[] answer = new byte[64 * 1024];
    private int length;

    public HttpConnection(Uri server, string path, string media, string token)
    {
        request = Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAccept: {media}\r\nAuthorization: Bearer {token}\r\n\r\n");
        Socket.Connect(IPAddress.Parse(server.Host), server.Port);
    }

    public Socket Socket { get; } = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public void Ask()
    {
        length = 0;
        Socket.Send(request);
    }

    /// <summary>Reads what has arrived; true once that is the whole answer, which must be 200.</summary>
    public bool Read()
    {
        var received = Socket.Receive(answer.AsSpan(length));
        if (received == 0) throw new IOException("The engine closed the connection.");
        length += received;
        return IsWhole(answer.AsSpan(0, length));
    }

    public void Dispose() => Socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        if (!answer.StartsWith("HTTP/1.1 200"u8)) throw new IOException($"The engine answered {Encoding.ASCII.GetString(answer)}");
        var label = answer[..head].IndexOf("Content-Length: "u8);
        if (label < 0) return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var digits = answer[(label + "Content-Length: ".Length)..head];
        var end = digits.IndexOf((byte)'\r');
        return answer.Length == head + 4 + int.Parse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
