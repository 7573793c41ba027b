using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Testing.Server;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>An answer of <c>docs/wire.md</c>: shortened, and with <c>...</c> for any value.</summary>
/// <param name="Code">Its status.</param>
/// <param name="Headers">Headers it has.</param>
/// <param name="Body">Its document; null for none.</param>
internal sealed record DocumentedAnswer(int Code, IReadOnlyList<(string Name, string Value)> Headers, string? Body)
{
    private const string Any = "...";

    /// <summary>What a real answer lacks of this one.</summary>
    public IEnumerable<string> Missing(EngineAnswer answer, Func<string, string> fill)
    {
        if (answer.Code != Code) return [$"status {Code}"];
        var headers = Headers.Where(header => answer.Headers.GetValueOrDefault(header.Name) != header.Value).Select(static header => $"{header.Name}: {header.Value}");
        if (Body is null) return headers;
        var document = fill(Body);
        return headers.Concat(document[0] == '<' ? Missing(XElement.Parse(document), answer.Xml) : Missing("$", JsonNode.Parse(document)!, answer.Json));
    }

    private static IEnumerable<string> Missing(XElement printed, XElement real)
    {
        if (printed.Name != real.Name) return [$"<{printed.Name}>"];
        var attributes = printed.Attributes().Where(attribute => !IsSame(attribute.Value, real.Attribute(attribute.Name)?.Value)).Select(attribute => $"<{printed.Name} {attribute}>");
        if (!printed.HasElements) return attributes.Concat(IsSame(printed.Value, printed.Value.Length == 0 ? "" : real.Value) ? [] : [$"<{printed.Name}>{printed.Value}, but {real.Value}"]);
        // Where there are several, one must be as it is printed.
        return attributes.Concat(printed.Elements().SelectMany(child => Best(real.Elements(child.Name).Select(found => Missing(child, found)), $"<{printed.Name}><{child.Name}>")));
    }

    private static IEnumerable<string> Missing(string place, JsonNode printed, JsonNode? real) => (printed, real) switch
    {
        (JsonObject members, JsonObject found) => members.SelectMany(member => Missing($"{place}.{member.Key}", member.Value!, found[member.Key])),
        (JsonArray items, JsonArray found) => items.SelectMany(item => Best(found.Select(candidate => Missing(place, item!, candidate)), place)),
        (JsonValue value, JsonValue found) when value.GetValueKind() == found.GetValueKind() && (value.GetValueKind() == System.Text.Json.JsonValueKind.Number || IsSame(value.ToString(), found.ToString())) => [],
        _ => [$"{place}: {printed.ToJsonString()}, but {real?.ToJsonString()}"],
    };

    private static IEnumerable<string> Best(IEnumerable<IEnumerable<string>> candidates, string place) =>
        candidates.Select(static candidate => candidate.ToList()).MinBy(static candidate => candidate.Count) ?? [place];

    private static bool IsSame(string printed, string? real) => real is not null && (printed == Any || printed == real);
}
