using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.OpenApi;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>Whether a document is as its schema says. Names what is not.</summary>
internal static class DeclaredShape
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Violations(JsonNode? node, IOpenApiSchema schema, string place = "$") => (node, schema.Type) switch
    {
        _ when schema.AnyOf is { Count: > 0 } kinds => kinds.Select(kind => Violations(node, kind, place).ToList()).MinBy(static violations => violations.Count)!,
        (JsonObject members, JsonSchemaType.Object) => members.SelectMany(member => schema.Properties?.TryGetValue(member.Key, out var declared) == true
            ? Violations(member.Value, declared, $"{place}.{member.Key}")
            : [$"{place}.{member.Key} is not declared"]),
        (JsonArray items, JsonSchemaType.Array) => items.SelectMany((item, index) => Violations(item, schema.Items!, $"{place}[{index}]")),
        (JsonValue value, JsonSchemaType.String) when value.GetValueKind() == JsonValueKind.String => OfText(value.GetValue<string>(), schema, place),
        (JsonValue value, JsonSchemaType.Number or JsonSchemaType.Integer) when value.GetValueKind() == JsonValueKind.Number => [],
        _ => [$"{place} is {node?.ToJsonString() ?? "null"} and declared as {schema.Type}"],
    };

    /// <summary>In XML the root has the type's name, each element and attribute is a member, and what is text in JSON is the same text.</summary>
    public static IEnumerable<string> Violations(XElement root, IOpenApiSchema schema)
    {
        IReadOnlyList<IOpenApiSchema> kinds = schema.AnyOf is { Count: > 0 } several ? [.. several] : [schema];
        return kinds.FirstOrDefault(kind => kind.Xml?.Name == root.Name.LocalName) is { } declared
            ? OfMembers(root, declared)
            : [$"<{root.Name}> is declared as <{string.Join("> or <", kinds.Select(static kind => kind.Xml?.Name))}>"];
    }

    private static IEnumerable<string> OfMembers(XElement element, IOpenApiSchema schema)
    {
        if (schema.Type == JsonSchemaType.String)
        {
            foreach (var violation in OfText(element.Value, schema, $"<{element.Name}>")) yield return violation;
        }

        foreach (var attribute in element.Attributes())
        {
            if (schema.Properties?.ContainsKey(attribute.Name.LocalName) != true) yield return $"<{element.Name} {attribute.Name}> is not declared";
        }

        foreach (var child in element.Elements())
        {
            if (schema.Properties?.TryGetValue(child.Name.LocalName, out var declared) != true)
            {
                yield return $"<{element.Name}><{child.Name}> is not declared";
                continue;
            }

            foreach (var violation in OfMembers(child, declared!.Type == JsonSchemaType.Array ? declared.Items! : declared)) yield return violation;
        }
    }

    private static IEnumerable<string> OfText(string text, IOpenApiSchema schema, string place)
    {
        if (schema.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, Patience)) yield return $"{place} is '{text}', which is not {pattern}";
        if (schema.Enum is { Count: > 0 } words && !words.Any(word => word!.GetValue<string>() == text)) yield return $"{place} is '{text}', which is none of its words";
    }
}
