using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace GlusterEngine.Testing.Server;

/// <summary>An answer of the engine.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Headers">All headers, by name; several values joined by comma.</param>
/// <param name="Body">Body; empty when there is none.</param>
public sealed record EngineAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const int OutputShown = 4000;

    public int Code => (int)Status;

    public string? ContentType => Headers.GetValueOrDefault("Content-Type");

    /// <summary>The body as XML.</summary>
    public XElement Xml => XDocument.Parse(Body).Root!;

    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The body in either format as XML; see <see cref="JsonAsXml"/>.</summary>
    public XElement Content => IsJson ? JsonAsXml.Of(Json) : Xml;

    /// <summary>The detail of the fault, be it the document or in an action; null when there is none.</summary>
    public string? FaultDetail => (Content.DescendantsAndSelf("fault").SingleOrDefault() ?? (IsJson ? Content : null))?.Element("detail")?.Value;

    /// <summary>What the engine had printed by then; only of an answer that says the engine failed.</summary>
    internal string Output { private get; init; } = "";

    private bool IsJson => ContentType?.StartsWith(EngineClient.Json, StringComparison.Ordinal) == true;

    /// <summary>The answer itself, unless its status is another.</summary>
    /// <exception cref="InvalidOperationException">It is; the text shows the whole answer, and the end of what the engine printed where the engine failed.</exception>
    public EngineAnswer Expect(int code) => Code == code ? this : throw new InvalidOperationException(
        $"The engine answered {Code} instead of {code}: {Body}\n{Output[Math.Max(0, Output.Length - OutputShown)..]}");

    public override string ToString() => $"{Code} {ContentType}\n{Body}";

    internal static async Task<EngineAnswer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(static header => header.Key, static header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new(response.StatusCode, headers, await response.Content.ReadAsStringAsync());
    }
}
