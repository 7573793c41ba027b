using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Text;
using System.Text.Json;
using GlusterEngine.Vds.Vdsm.Stomp;

namespace GlusterEngine.Benchmarks.Vds;

/// <summary>As little of a VDSM as answers calls: all of them with the same result.</summary>
internal static class PlainVdsm
{
    /// <summary>Three nodes of a rebalance, as VDSM tells of them.</summary>
    private const string Node = """{"name":"127.1.2.2","id":"f5b1a6f0-0000-4000-8000-00000000000N","runtime":"1.00","filesScanned":"130","filesMoved":"4","filesFailed":"0","filesSkipped":"0","totalSizeMoved":"1048576","status":"IN_PROGRESS"}""";

    private static readonly byte[] Tail = Encoding.UTF8.GetBytes(
        "\",\"result\":{\"summary\":{\"runtime\":\"1.00\",\"status\":\"IN_PROGRESS\"},\"hosts\":["
        + string.Join(',', Enumerable.Range(1, 3).Select(static number => Node.Replace("N\"", $"{number}\"", StringComparison.Ordinal)))
        + "]}}");

    /// <summary>The body of an answer.</summary>
    public static byte[] Body(ReadOnlySpan<byte> id) => [.. "{\"jsonrpc\":\"2.0\",\"id\":\""u8, .. id, .. Tail];

    /// <summary>The frame of an answer.</summary>
    public static ReadOnlyMemory<byte> Message(string queue, ReadOnlySpan<byte> id)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        StompFrameWriter.Write(output, "MESSAGE", [("destination", queue), ("content-type", "application/json"), ("subscription", "replies")], Body(id));
        return output.WrittenMemory;
    }

    public static async Task ServeAsync(SslStream stream, CancellationToken cancellationToken)
    {
        var input = PipeReader.Create(stream);
        var reader = new StompFrameReader(new StompLimits(8192, 1 << 20));
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            output.ResetWrittenCount();
            while (reader.Read(ref buffer) is { } frame) Answer(frame, output);
            input.AdvanceTo(buffer.Start, buffer.End);
            if (output.WrittenCount > 0) await stream.WriteAsync(output.WrittenMemory, cancellationToken);
            if (result.IsCompleted) return;
        }
    }

    private static void Answer(StompFrame frame, ArrayBufferWriter<byte> output)
    {
        if (frame.Command == "CONNECT") StompFrameWriter.Write(output, "CONNECTED", [("version", "1.2"), ("heart-beat", "24000,24000")], []);
        if (frame.Command == "DISCONNECT") StompFrameWriter.Write(output, "RECEIPT", [("receipt-id", frame["receipt"]!)], []);
        if (frame.Command == "SEND") output.Write(Message(frame["reply-to"]!, IdOf(frame.Body.Span)).Span);
    }

    private static ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
            if (json.CurrentDepth != 1 || json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals("id"u8)) continue;
            json.Read();
            return json.ValueSpan;
        }

        return [];
    }
}
