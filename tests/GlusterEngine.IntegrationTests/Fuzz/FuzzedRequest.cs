using System.Text;

namespace GlusterEngine.IntegrationTests.Fuzz;

/// <summary>A request as bytes: valid before it is mutated.</summary>
internal sealed class FuzzedRequest
{
    public required string Method { get; set; }

    /// <summary>Path and query, as they are sent.</summary>
    public required string Target { get; set; }

    public required List<(string Name, string Value)> Headers { get; init; }

    public byte[] Body { get; set; } = [];

    /// <summary>Whether its framing may be broken, so that the server waits for what never comes until the sender hangs up.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Whether it reads only, whatever it looks like.</summary>
    public bool Reads => Method is "GET" or "HEAD" or "OPTIONS";

    public byte[] ToBytes()
    {
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\n");
        foreach (var (name, value) in Headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (!Headers.Exists(static header => header.Name == "Content-Length") && (Body.Length > 0 || !Reads)) head.Append("Content-Length: ").Append(Body.Length).Append("\r\n");
        // One byte per character, so that mutations may put any byte anywhere.
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }

    public override string ToString() => Encoding.Latin1.GetString(ToBytes());
}
