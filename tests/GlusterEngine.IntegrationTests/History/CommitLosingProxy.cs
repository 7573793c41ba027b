using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>
/// Stands between engines and PostgreSQL. On demand it drops a connection in the worst moment: PostgreSQL has committed, and the engine does not hear of it.
/// </summary>
internal sealed class CommitLosingProxy : IAsyncDisposable
{
    private const int HeaderBytes = 5;

    private readonly string _connectionString;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private int _due;
    private int _lost;

    /// <param name="connectionString">How the database is reached without it, over a unix socket.</param>
    public CommitLosingProxy(string connectionString)
    {
        _connectionString = connectionString;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>How many commits it has kept back so far.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>How an engine reaches the database through it.</summary>
    /// <param name="name">Name of the engine's sessions.</param>
    public string ConnectionString(string name) => new NpgsqlConnectionStringBuilder(_connectionString)
    {
        Host = IPAddress.Loopback.ToString(),
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        ApplicationName = name,
        MaxPoolSize = 40,
    }.ConnectionString;

    /// <summary>The answer to the next commit will be lost.</summary>
    public void LoseNextCommit() => Volatile.Write(ref _due, 1);

    public void LoseNothing() => Volatile.Write(ref _due, 0);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync(_end.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task ServeAsync(Socket engine)
    {
        using var close = engine;
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            engine.NoDelay = true;
            var direct = new NpgsqlConnectionStringBuilder(_connectionString);
            await server.ConnectAsync(new UnixDomainSocketEndPoint($"{direct.Host}/.s.PGSQL.{direct.Port}"), _end.Token);
            await using var up = new NetworkStream(engine);
            await using var down = new NetworkStream(server);
            await await Task.WhenAny(up.CopyToAsync(down, _end.Token), AnswerAsync(down, up));
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side has gone; the other one shall see that too.
        }
    }

    /// <summary>Passes on whole messages of PostgreSQL, up to the commit that gets lost.</summary>
    private async Task AnswerAsync(Stream server, Stream engine)
    {
        var reader = PipeReader.Create(server);
        while (true)
        {
            var read = await reader.ReadAsync(_end.Token);
            var (whole, isLost) = Scan(read.Buffer);
            foreach (var piece in read.Buffer.Slice(0, whole)) await engine.WriteAsync(piece, _end.Token);
            if (isLost || read.IsCompleted) return;
            reader.AdvanceTo(whole, read.Buffer.End);
        }
    }

    private (SequencePosition Whole, bool IsLost) Scan(ReadOnlySequence<byte> buffer)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        while (buffer.Length >= HeaderBytes)
        {
            buffer.Slice(0, HeaderBytes).CopyTo(header);
            var length = 1 + BinaryPrimitives.ReadInt32BigEndian(header[1..]);
            if (buffer.Length < length) break;
            if (header[0] == 'C' && IsCommit(buffer.Slice(HeaderBytes, length - HeaderBytes)) && Interlocked.Exchange(ref _due, 0) == 1)
            {
                Interlocked.Increment(ref _lost);
                return (buffer.Start, true);
            }

            buffer = buffer.Slice(length);
        }

        return (buffer.Start, false);
    }

    private static bool IsCommit(ReadOnlySequence<byte> tag) => tag.Length == "COMMIT\0".Length && tag.ToArray().AsSpan().SequenceEqual("COMMIT\0"u8);
}
