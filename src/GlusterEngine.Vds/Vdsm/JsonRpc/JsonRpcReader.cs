using System.Text.Json;

namespace GlusterEngine.Vds.Vdsm.JsonRpc;

/// <summary>Reads what VDSM sends as JSON-RPC 2.0. Pure.</summary>
internal static class JsonRpcReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads one message.</summary>
    /// <param name="body">UTF-8, at most as long as a frame may be.</param>
    /// <exception cref="FormatException">It is no JSON-RPC 2.0 reply.</exception>
    public static JsonRpcReply Read(ReadOnlySpan<byte> body)
    {
        var message = Parse(body);
        if (message.ValueKind != JsonValueKind.Object) throw new FormatException("a message is no JSON object");
        if (!message.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"))
            throw new FormatException("a message is not of JSON-RPC 2.0");
        if (message.TryGetProperty("method", out _)) return new JsonRpcReply.Notification();
        var id = IdOf(message);
        if (message.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null) return new JsonRpcReply.Error(id, ErrorOf(error));
        return id is not null && message.TryGetProperty("result", out var result)
            ? new JsonRpcReply.Result(id, result)
            : throw new FormatException("a reply has neither an error nor an id and a result");
    }

    private static JsonElement Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonElement.Parse(body, Strict);
        }
        catch (JsonException broken)
        {
            throw new FormatException($"a message is no JSON: {broken.Message}", broken);
        }
    }

    // Ours are text; a number or a truth value belongs to somebody else.
    private static string? IdOf(JsonElement message) => !message.TryGetProperty("id", out var id) ? null : id.ValueKind switch
    {
        JsonValueKind.String => TextOf(id),
        JsonValueKind.Null => null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => id.GetRawText(),
        _ => throw new FormatException("the id of a message is no scalar"),
    };

    private static JsonRpcError ErrorOf(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number)
        && error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
            ? new(number, TextOf(message))
            : throw new FormatException("the error of a message has no code or no message");

    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException halfCharacter)
        {
            throw new FormatException("a text of a message has half a surrogate pair", halfCharacter);
        }
    }
}
