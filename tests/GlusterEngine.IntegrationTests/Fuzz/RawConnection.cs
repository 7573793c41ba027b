using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace GlusterEngine.IntegrationTests.Fuzz;

/// <summary>A connection that sends whatever it is given, as no HTTP library would.</summary>
internal sealed class RawConnection(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="TimeoutException">There is none for a long time.</exception>
    public async Task<RawAnswer> SendAsync(FuzzedRequest request)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            var isFresh = await ConnectAsync(deadline.Token);
            if (await TrySendAsync(request, deadline.Token) is { } answer) return answer;
            // The server may have closed a connection that rested; it did not see this request.
            if (isFresh || request.IsCutOff) return new(0, "");
            await ConnectAsync(deadline.Token);
            return await TrySendAsync(request, deadline.Token) ?? new(0, "");
        }
        catch (OperationCanceledException exception)
        {
            Dispose();
            throw new TimeoutException($"No answer within {Patience.TotalSeconds:0} s.", exception);
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<bool> ConnectAsync(CancellationToken deadline)
    {
        if (_socket is not null) return false;
        _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(address.Host, address.Port, deadline);
        return true;
    }

    private async Task<RawAnswer?> TrySendAsync(FuzzedRequest request, CancellationToken deadline)
    {
        try
        {
            await _socket!.SendAsync(request.ToBytes(), deadline);
            if (request.IsCutOff) _socket.Shutdown(SocketShutdown.Send);
            return await ReadAsync(request, deadline);
        }
        catch (SocketException)
        {
            Dispose();
            return null;
        }
    }

    private async Task<RawAnswer?> ReadAsync(FuzzedRequest request, CancellationToken deadline)
    {
        var length = 0;
        int end;
        while ((end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (await TakeAsync(length, deadline) is not (> 0 and var count)) return null;
            length += count;
        }

        var head = Encoding.Latin1.GetString(_buffer, 0, end);
        var answer = new RawAnswer(int.Parse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), Encoding.Latin1.GetString(_buffer, 0, length));
        var rest = request.Method == "HEAD" || answer.Code is 204 or 304 ? 0 : LengthOf(head) - (length - end - 4);
        while (rest > 0 && await TakeAsync(0, deadline) is > 0 and var count) rest -= count;
        // What has no length, or is more than was announced, ends with the connection.
        if (rest != 0 || request.IsCutOff || head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase)) Dispose();
        return answer;
    }

    private static long LengthOf(string head)
    {
        const string Name = "\r\nContent-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return -1;
        var digits = head[(at + Name.Length)..].Split('\r')[0];
        return long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private async Task<int> TakeAsync(int offset, CancellationToken deadline) => await _socket!.ReceiveAsync(_buffer.AsMemory(offset), deadline);
}
