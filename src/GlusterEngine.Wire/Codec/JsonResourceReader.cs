using System.Text.Json;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Scalars;

namespace GlusterEngine.Wire.Codec;

/// <summary>Reads resources from JSON, and refuses all that is not declared (spec/rest.md 3).</summary>
internal static class JsonResourceReader
{
    // Lists take two levels each, the object and the array, so that this is as deep as XML may be.
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Reads a document that is an object.</summary>
    /// <exception cref="WireFormatException">The document is refused.</exception>
    public static object ReadDocument(Stream stream, string rootName, ResourceContract contract)
    {
        using var document = Parse(stream);
        return ReadResource(document.RootElement, rootName, contract);
    }

    private static JsonDocument Parse(Stream stream)
    {
        try
        {
            return JsonDocument.Parse(stream, Options);
        }
        catch (JsonException exception)
        {
            throw WireFormatException.Syntax(
                member: null,
                $"Line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: the document is not well-formed JSON, "
                    + $"or is nested deeper than {MaxDepth} levels.",
                exception);
        }
    }

    private static object ReadResource(JsonElement element, string owner, ResourceContract contract)
    {
        Require(element, JsonValueKind.Object, owner, "an object");
        var builder = new ResourceBuilder(contract);
        foreach (var property in element.EnumerateObject())
        {
            var member = contract.FindJsonMember(NameOf(property, owner), owner);
            builder.Claim(member);
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            if (member.Shape == MemberShape.Single) builder.Set(member, ReadContent(property.Value, member));
            else builder.SetList(member, ReadList(property.Value, member));
        }

        return builder.Build();
    }

    private static List<object> ReadList(JsonElement element, MemberContract member) =>
        member.Shape == MemberShape.Repeated ? ReadItems(element, member) : ReadWrapped(element, member);

    // {"option":[..]}, or {} for an empty list.
    private static List<object> ReadWrapped(JsonElement element, MemberContract member)
    {
        Require(element, JsonValueKind.Object, member.Name, "an object");
        List<object>? items = null;
        foreach (var property in element.EnumerateObject())
        {
            var name = NameOf(property, member.Name);
            if (name != member.ItemName) throw UnknownMember.In(member.Name, name, [member.ItemName]);
            if (items is not null) throw WireFormatException.Syntax(name, $"'{name}' is given more than once.");
            items = property.Value.ValueKind == JsonValueKind.Null ? [] : ReadItems(property.Value, member);
        }

        return items ?? [];
    }

    private static List<object> ReadItems(JsonElement element, MemberContract member)
    {
        Require(element, JsonValueKind.Array, member.ItemName, "an array");
        return [.. element.EnumerateArray().Select(item => ReadContent(item, member))];
    }

    private static object ReadContent(JsonElement element, MemberContract member) =>
        member.Scalar switch
        {
            null => ReadResource(element, member.Shape == MemberShape.Single ? member.Name : member.ItemName, member.Content),
            TextScalar text => ReadText(element, member, text),
            var scalar => scalar.Parse(TextOf(element, member.Name), member.Name),
        };

    // To oVirt a word that is none of an enum's is an illegal value in XML, and a syntax error in JSON (spec/rest.md 3).
    private static object ReadText(JsonElement element, MemberContract member, TextScalar scalar)
    {
        var text = TextOf(element, member.Name);
        try
        {
            return scalar.Parse(text, member.Name);
        }
        catch (WireFormatException exception) when (scalar.Words is not null && exception.Kind == WireErrorKind.InvalidValue)
        {
            throw WireFormatException.Syntax(member.Name, exception.Message, exception);
        }
    }

    private static void Require(JsonElement element, JsonValueKind kind, string member, string expected)
    {
        if (element.ValueKind != kind) throw WireFormatException.Syntax(member, $"'{member}' must be {expected}.");
    }

    // Numbers and booleans are taken as they are spelled: oVirt shows them as strings and reads both.
    private static string TextOf(JsonElement element, string member) =>
        element.ValueKind switch
        {
            JsonValueKind.String => Decode(element.GetString, member)!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
            _ => throw WireFormatException.Syntax(member, $"'{member}' must be a string, a number or a boolean."),
        };

    private static string NameOf(JsonProperty property, string owner) => Decode(() => property.Name, owner)!;

    // The parser checks strings only when they are asked for, and calls half a surrogate pair or broken UTF-8 an invalid operation.
    private static string? Decode(Func<string?> read, string member)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException exception)
        {
            throw WireFormatException.Syntax(member, $"'{member}' holds characters that are not Unicode.", exception);
        }
    }
}
