using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GlusterEngine.Vds.Vdsm.Stomp;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>A client at a <see cref="VdsmServer"/>.</summary>
internal sealed class VdsmServerConnection(VdsmServer server, SslStream stream)
{
    // What the detection of the protocol needs: as many bytes as UNSUBSCRIBE has.
    private const int DetectionBytes = 11;
    private const int SmallestHeartbeat = 1000;
    private const string ErrorQueue = "jms.topic.vdsm_responses";

    private readonly SemaphoreSlim writing = new(1);
    private readonly StompFrameReader reader = new(new StompLimits(HeadBytes: 64 * 1024, BodyBytes: 64 << 20));
    private readonly ConcurrentDictionary<string, string> subscriptions = new(StringComparer.Ordinal);
    private readonly List<(string Queue, byte[] Body)> heldBack = [];
    private long lastReceived;
    private long lastSent;
    private int messages;

    private VdsmFaults Faults => server.Faults;

    public async Task ServeAsync(SslServerAuthenticationOptions tls, CancellationToken cancellationToken)
    {
        await stream.AuthenticateAsServerAsync(tls, cancellationToken);
        if (Faults.ClosesAtOnce) return;
        var input = PipeReader.Create(stream);
        await DetectAsync(input, cancellationToken);
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            while (Faults.IsDeaf) await Task.Delay(20, cancellationToken);
            lastReceived = TimeProvider.System.GetTimestamp();
            var buffer = result.Buffer;
            CountHeartbeats(buffer);
            while (reader.Read(ref buffer) is { } frame)
            {
                if (!await TakeAsync(frame, cancellationToken)) return;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) return;
        }
    }

    public void Abort() => stream.Dispose();

    private static async Task DetectAsync(PipeReader input, CancellationToken cancellationToken)
    {
        var result = await input.ReadAtLeastAsync(DetectionBytes, cancellationToken);
        var isStomp = result.Buffer.Slice(0, Math.Min(DetectionBytes, result.Buffer.Length)).ToArray().AsSpan().StartsWith("CONNECT\n"u8);
        input.AdvanceTo(result.Buffer.Start);
        if (!isStomp) throw new FormatException("no CONNECT");
    }

    private void CountHeartbeats(ReadOnlySequence<byte> buffer)
    {
        if (!buffer.IsEmpty && buffer.FirstSpan[0] == '\n') server.Heartbeats++;
    }

    private async Task<bool> TakeAsync(StompFrame frame, CancellationToken cancellationToken)
    {
        switch (frame.Command)
        {
            case "CONNECT":
                return await ConnectAsync(frame, cancellationToken);
            case "SUBSCRIBE":
                if (frame["id"] is not { } id || frame["destination"] is not { } destination) await ErrorAsync("Missing destination or subscription id header");
                else if (!subscriptions.TryAdd(id, destination)) await ErrorAsync("Subscription id already exists");
                return true;
            case "UNSUBSCRIBE":
                subscriptions.TryRemove(frame["id"] ?? "", out _);
                return true;
            case "SEND":
                await RequestAsync(frame);
                return true;
            case "DISCONNECT" when frame["receipt"] is { } receipt:
                server.Farewells++;
                await SendAsync("RECEIPT", [("receipt-id", receipt)], []);
                return true;
            default:
                Violation($"the frame {frame.Command}");
                return false;
        }
    }

    private async Task<bool> ConnectAsync(StompFrame frame, CancellationToken cancellationToken)
    {
        if (frame["accept-version"] != "1.2" || Faults.RefusesConnect)
        {
            await ErrorAsync("Version unsupported");
            return true;
        }

        // Answered swapped; what is less than a second is raised to it.
        var beats = ((Faults.HasNoHeartbeats ? null : frame["heart-beat"]) ?? "0,0").Split(',').Select(static text => Raised(int.Parse(text, CultureInfo.InvariantCulture))).ToArray();
        await SendAsync("CONNECTED", [("version", "1.2"), ("heart-beat", $"{beats[1]},{beats[0]}")], []);
        server.Sessions++;
        _ = BeatAsync(beats[1], beats[0], cancellationToken);
        return true;
    }

    private static int Raised(int milliseconds) => milliseconds == 0 ? 0 : Math.Max(milliseconds, SmallestHeartbeat);

    /// <summary>A client that promised heart-beats and is silent for that long is closed, without grace.</summary>
    private async Task BeatAsync(int sends, int expects, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(100, cancellationToken);
                if (expects > 0 && !Faults.IsDeaf && TimeProvider.System.GetElapsedTime(lastReceived).TotalMilliseconds > expects)
                {
                    Violation("no heart-beat in time");
                    Abort();
                    return;
                }

                if (sends > 0 && TimeProvider.System.GetElapsedTime(lastSent).TotalMilliseconds >= sends - 100) await WriteAsync("\n"u8.ToArray());
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The connection is over.
        }
    }

    private async Task RequestAsync(StompFrame frame)
    {
        if (frame["destination"] is not ("jms.topic.vdsm_requests" or "jms.topic.vdsm_irs_requests"))
        {
            await ErrorAsync("Subscription not available");
            return;
        }

        if (frame["content-length"] is null) Violation("a request without content-length");
        if (frame["content-type"] != "application/json") Violation("a request that is not called JSON");
        if (frame["reply-to"] is not { } queue || !subscriptions.Values.Contains(queue, StringComparer.Ordinal))
        {
            Violation("a request whose reply nobody would get");
            return;
        }

        if (!Guid.TryParse(queue, out _)) Violation($"the reply queue {queue}, which others may use too");
        if (JsonNode.Parse(frame.Body.Span) is not JsonObject { } request || request["jsonrpc"]?.GetValue<string>() != "2.0" || request["method"]?.GetValue<string>() is not { } method)
        {
            Violation("a batch, or no JSON-RPC 2.0 request");
            return;
        }

        if (request["id"] is not JsonValue id || id.GetValueKind() != JsonValueKind.String || !Guid.TryParse(id.GetValue<string>(), out _) || !server.Ids.TryAdd(id.GetValue<string>(), value: true))
        {
            Violation("a request without an id of its own");
            return;
        }

        if (request["params"] is not JsonObject parameters)
        {
            Violation("a request whose parameters have no names");
            return;
        }

        server.Requests.Enqueue(method);
        if (Faults.AnswersWithoutId)
        {
            await MessageAsync(ErrorQueue, """{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid request"}, "id": null}"""u8.ToArray());
            return;
        }

        _ = AnswerAsync(queue, id, method, parameters);
    }

    private async Task AnswerAsync(string queue, JsonNode id, string method, JsonObject parameters)
    {
        try
        {
            var reply = Faults.IsStarting ? VdsmServerReply.Error(99, "Recovering from crash or Initializing") : await server.Verbs(method, parameters);
            if (Faults.ClosesBeforeReply || Faults.ClosesOnMethod == method) Abort();
            if (Faults.SendsErrors) await ErrorAsync("Subscription not available");
            if (Faults.SendsGarbage) await MessageAsync(queue, "{\"jsonrpc\": nonsense"u8.ToArray());
            await ReplyAsync(queue, reply.ToBody(id));
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The client went away.
        }
    }

    private async Task ReplyAsync(string queue, byte[] body)
    {
        List<(string Queue, byte[] Body)> due;
        lock (heldBack)
        {
            heldBack.Add((queue, body));
            if (heldBack.Count < Faults.RepliesHeldBack) return;
            due = [.. heldBack];
            heldBack.Clear();
        }

        due.Reverse();
        foreach (var reply in due)
        {
            if (!Faults.SharesQueues)
            {
                await MessageAsync(reply.Queue, reply.Body);
                continue;
            }

            foreach (var connection in server.Connections)
            {
                foreach (var listened in connection.subscriptions.Values)
                {
                    await connection.MessageAsync(listened, new VdsmServerReply(JsonValue.Create("of nobody")).ToBody(JsonValue.Create($"{Guid.NewGuid()}")));
                    await connection.MessageAsync(listened, reply.Body);
                }
            }
        }
    }

    private async Task MessageAsync(string queue, byte[] body)
    {
        var subscription = subscriptions.FirstOrDefault(pair => pair.Value == queue).Key;
        if (subscription is null) return;
        List<(string, string)> headers = [("destination", queue), ("content-type", "application/json"), ("subscription", subscription)];
        if (!Faults.LeavesOutMessageIds) headers.Add(("message-id", $"{Interlocked.Increment(ref messages)}"));
        if (Faults.BodyBytes > 0) await SendHugeAsync(headers);
        else await SendAsync("MESSAGE", [.. headers], body);
    }

    private Task ErrorAsync(string text) =>
        SendAsync("ERROR", Faults.PutsErrorTextInBody ? [] : [("message", text)], Encoding.UTF8.GetBytes(text));

    private Task SendAsync(string command, (string, string)[] headers, byte[] body)
    {
        var output = new ArrayBufferWriter<byte>();
        StompFrameWriter.Write(output, command, headers, body);
        return WriteAsync(output.WrittenMemory.ToArray());
    }

    private async Task SendHugeAsync(List<(string Name, string Value)> headers)
    {
        var head = new StringBuilder("MESSAGE\n");
        foreach (var (name, value) in headers) head.Append(CultureInfo.InvariantCulture, $"{name}:{value}\n");
        await WriteAsync(Encoding.UTF8.GetBytes($"{head}content-length:{Faults.BodyBytes}\n\n"));
        var blanks = Enumerable.Repeat((byte)' ', 1 << 20).ToArray();
        for (var left = Faults.BodyBytes; left > 0; left -= blanks.Length) await WriteAsync(blanks);
    }

    private async Task WriteAsync(byte[] bytes)
    {
        if (Faults.IsSilent) return;
        await writing.WaitAsync();
        try
        {
            if (Faults.SendsHalfFrames && bytes.AsSpan().StartsWith("MESSAGE"u8))
            {
                await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
                Abort();
                return;
            }

            foreach (var piece in bytes.Chunk(Faults.SendsCrumbs ? 3 : int.MaxValue)) await stream.WriteAsync(piece);
            lastSent = TimeProvider.System.GetTimestamp();
        }
        finally
        {
            writing.Release();
        }
    }

    private void Violation(string what) => server.Violations.Enqueue(what);
}
