using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Codec;

/// <summary>Writes resources as JSON (spec/rest.md 3).</summary>
internal sealed class JsonResourceWriter(Utf8JsonWriter writer)
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",

        // The documents are served as application/json only, never inside HTML, so that readable texts are safe.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a document that is <paramref name="resource"/>; JSON does not name the type.</summary>
    public static void WriteDocument(object resource, ResourceContract contract, IBufferWriter<byte> destination)
    {
        using var writer = new Utf8JsonWriter(destination, Options);
        new JsonResourceWriter(writer).WriteResource(resource, contract);
    }

    private void WriteResource(object resource, ResourceContract contract)
    {
        writer.WriteStartObject();
        foreach (var member in contract.Members)
        {
            var value = member.Get(resource);
            if (member.IsLeftOut(value)) continue;
            writer.WritePropertyName(member.Name);
            WriteMember(member, value!);
        }

        writer.WriteEndObject();
    }

    private void WriteMember(MemberContract member, object value)
    {
        switch (member.Shape)
        {
            case MemberShape.Single:
                WriteContent(member, value);
                break;
            case MemberShape.Wrapped:
                writer.WriteStartObject();
                writer.WritePropertyName(member.ItemName);
                WriteItems(member, value);
                writer.WriteEndObject();
                break;
            default:
                WriteItems(member, value);
                break;
        }
    }

    private void WriteItems(MemberContract member, object items)
    {
        writer.WriteStartArray();
        foreach (var item in (IEnumerable<object>)items) WriteContent(member, item);
        writer.WriteEndArray();
    }

    private void WriteContent(MemberContract member, object value)
    {
        if (member.Scalar is null) WriteResource(value, member.Content);
        else member.Scalar.WriteJson(writer, value);
    }
}
