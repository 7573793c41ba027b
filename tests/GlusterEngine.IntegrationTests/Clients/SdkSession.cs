using System.Net.Sockets;
using System.Text;

namespace GlusterEngine.IntegrationTests.Clients;

/// <summary>One connection on which requests go as a client's library writes them, byte for byte.</summary>
internal sealed class SdkSession(Uri address) : IDisposable
{
    private readonly TcpClient _client = new(address.Host, address.Port);

    /// <summary>Sends a request and gives its answer, head and body.</summary>
    /// <param name="request">Lines of the head, then an empty one and the body if there is one.</param>
    public async Task<(int Code, string Head, string Body)> SendAsync(params string[] request)
    {
        var (head, body) = Array.IndexOf(request, "") is >= 0 and var at ? (request[..at], string.Join('\n', request[(at + 1)..])) : (request, "");
        var length = body.Length > 0 ? [$"Content-Length: {Encoding.UTF8.GetByteCount(body)}"] : Array.Empty<string>();
        var stream = _client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", [head[0], $"Host: {address.Authority}", .. head[1..], .. length, "", body])));
        return await ReadAsync(stream);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<(int Code, string Head, string Body)> ReadAsync(NetworkStream stream)
    {
        var received = new List<byte>();
        var one = new byte[1];
        while (!Encoding.ASCII.GetString([.. received.TakeLast(4)]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            received.Add(one[0]);
        }

        var head = Encoding.ASCII.GetString([.. received]);
        return (int.Parse(head.Split(' ')[1]), head, await ReadBodyAsync(stream, head));
    }

    private static async Task<string> ReadBodyAsync(NetworkStream stream, string head)
    {
        if (!head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            var length = head.Split("\r\n").FirstOrDefault(static line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
            return await ReadAsync(stream, length is null ? 0 : int.Parse(length.Split(' ')[1]));
        }

        var body = "";
        while (true)
        {
            var size = "";
            while (!size.EndsWith("\r\n", StringComparison.Ordinal)) size += await ReadAsync(stream, 1);
            var chunk = await ReadAsync(stream, int.Parse(size, System.Globalization.NumberStyles.HexNumber | System.Globalization.NumberStyles.AllowTrailingWhite) + 2);
            if (chunk.Length == 2) return body;
            body += chunk[..^2];
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        return Encoding.UTF8.GetString(bytes);
    }
}
