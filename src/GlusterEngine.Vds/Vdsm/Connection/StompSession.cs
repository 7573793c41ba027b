using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using GlusterEngine.Vds.Vdsm.Stomp;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>STOMP over a stream to VDSM: the opening, the frames that come in, and the queue on which replies arrive.</summary>
internal sealed class StompSession
{
    private const string Subscription = "replies";
    private const string ErrorSubscription = "errors";
    // Where VDSM answers what it could not read well enough to find an id and a queue in it. Other clients use it for all replies; those are nobody's here.
    private const string ErrorQueue = "jms.topic.vdsm_responses";
    private const string Farewell = "farewell";

    // What waits in the buffer is a head and one read at most: bodies are taken out as they come.
    private static readonly StreamPipeReaderOptions Buffers = new(bufferSize: 32 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true);

    private readonly PipeReader input;
    private readonly StompFrameReader reader;

    private StompSession(Stream stream, StompLimits limits) => (input, reader) = (PipeReader.Create(stream, Buffers), new(limits));

    /// <summary>A name that no other client has: replies go to everybody who listens to their queue.</summary>
    public string ReplyQueue { get; } = Guid.NewGuid().ToString();

    /// <summary>What was agreed on.</summary>
    public HeartbeatPlan Heartbeats { get; private set; } = new(null, null);

    /// <summary>Stopwatch time of the last bytes that came.</summary>
    public long LastReceived { get; private set; }

    /// <summary>Says CONNECT, waits for CONNECTED and subscribes.</summary>
    /// <exception cref="VdsmConnectException">VDSM did not want to, or is no VDSM.</exception>
    public static async Task<StompSession> OpenAsync(Stream stream, StompLimits limits, TimeSpan heartbeat, TimeProvider time, CancellationToken cancellationToken)
    {
        var session = new StompSession(stream, limits);
        try
        {
            var promise = $"{heartbeat.TotalMilliseconds:0}";
            await stream.WriteAsync(Frame("CONNECT", [("accept-version", "1.2"), ("heart-beat", $"{promise},{promise}")]), cancellationToken);
            await session.ConnectedAsync(heartbeat, time, cancellationToken);
            // Not to the events: they tell of virtual machines, networks and storage jobs, and the engine has none of these.
            await stream.WriteAsync(Frame("SUBSCRIBE", [("destination", session.ReplyQueue), ("id", Subscription), ("ack", "auto")]), cancellationToken);
            await stream.WriteAsync(Frame("SUBSCRIBE", [("destination", ErrorQueue), ("id", ErrorSubscription), ("ack", "auto")]), cancellationToken);
            return session;
        }
        catch (Exception broken) when (broken is IOException or StompException)
        {
            // With TLS 1.3 a client whose certificate is not wanted is told so at its first read.
            throw new VdsmConnectException($"the connection was closed or is no STOMP: {broken.InnerException?.Message ?? broken.Message}", broken);
        }
    }

    /// <summary>The frames that end a session in good order.</summary>
    public static ReadOnlyMemory<byte> Goodbye()
    {
        var output = new ArrayBufferWriter<byte>();
        StompFrameWriter.Write(output, "UNSUBSCRIBE", [("id", Subscription)], []);
        StompFrameWriter.Write(output, "UNSUBSCRIBE", [("id", ErrorSubscription)], []);

        // Without a receipt VDSM drops the connection at once.
        StompFrameWriter.Write(output, "DISCONNECT", [("receipt", Farewell)], []);
        return output.WrittenMemory;
    }

    /// <summary>The frames that come, until the peer closes.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="StompException">What came cannot be read.</exception>
    public async IAsyncEnumerable<StompFrame> ReadAsync(TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var result = await input.ReadAsync(cancellationToken);
                LastReceived = time.GetTimestamp();
                var buffer = result.Buffer;
                while (reader.Read(ref buffer) is { } frame) yield return frame;
                input.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted) yield break;
            }
        }
        finally
        {
            await input.CompleteAsync();
        }
    }

    private async Task ConnectedAsync(TimeSpan heartbeat, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            LastReceived = time.GetTimestamp();
            var buffer = result.Buffer;
            var frame = reader.Read(ref buffer);
            input.AdvanceTo(buffer.Start, frame is null ? buffer.End : buffer.Start);
            switch (frame)
            {
                case { Command: "CONNECTED" }:
                    Heartbeats = HeartbeatPlan.Of(frame["heart-beat"], heartbeat);
                    return;
                case { Command: "ERROR" }:
                    throw new VdsmConnectException($"VDSM refused the connection: {ErrorText.Of(frame)}");
                case not null:
                    throw new VdsmConnectException($"it answered CONNECT with {frame.Command}");
                case null when result.IsCompleted:
                    throw new VdsmConnectException("it closed the connection before it answered CONNECT");
            }
        }
    }

    private static ReadOnlyMemory<byte> Frame(string command, ReadOnlySpan<(string, string)> headers)
    {
        var output = new ArrayBufferWriter<byte>(256);
        StompFrameWriter.Write(output, command, headers, []);
        return output.WrittenMemory;
    }
}
