using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace GlusterEngine.Testing.Server;

/// <summary>An answer in JSON as the same in XML would be, so that one test reads both. Its root, which JSON does not name, is called <c>answer</c>.</summary>
internal static class JsonAsXml
{
    private static readonly string[] Attributes = ["href", "id", "rel"];

    public static XElement Of(JsonNode json) => Element("answer", json);

    private static XElement Element(string name, JsonNode? json) => json is JsonObject members
        ? new(name, members.SelectMany(static member => Content(member.Key, member.Value)))
        : new XElement(name, json?.ToString());

    private static IEnumerable<XObject> Content(string name, JsonNode? json) =>
        json is JsonArray items ? items.Select(item => Element(name, item))
        : Attributes.Contains(name, StringComparer.Ordinal) ? [new XAttribute(name, json!.ToString())]
        : [Element(name, json)];
}
