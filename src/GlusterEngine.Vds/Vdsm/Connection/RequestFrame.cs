using System.Buffers;
using System.Text.Json;
using GlusterEngine.Vds.Vdsm.Stomp;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>Writes a request as the SEND frame that VDSM wants: one request per frame, always with an id (spec/vdsm.md 1.5, 1.8). Pure.</summary>
internal static class RequestFrame
{
    private const string Requests = "jms.topic.vdsm_requests";

    /// <summary>The frame.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="id">An id that no other client uses either: VDSM routes replies by it among all of them.</param>
    /// <param name="replyTo">The queue that this connection alone listens to.</param>
    public static ReadOnlyMemory<byte> Of(VdsmRequest request, string id, string replyTo)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteString("method"u8, request.Method);
            json.WritePropertyName("params"u8);
            request.Parameters.WriteTo(json);
            json.WriteString("id"u8, id);
            json.WriteEndObject();
        }

        var frame = new ArrayBufferWriter<byte>(body.WrittenCount + 256);
        StompFrameWriter.Write(frame, "SEND", [("destination", Requests), ("reply-to", replyTo), ("content-type", "application/json")], body.WrittenSpan);
        return frame.WrittenMemory;
    }
}
