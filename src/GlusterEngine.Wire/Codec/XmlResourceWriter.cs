using System.Buffers;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Codec;

/// <summary>Writes resources as XML (spec/rest.md 3).</summary>
internal sealed class XmlResourceWriter(Utf8XmlWriter writer)
{
    /// <summary>Writes a document with <paramref name="resource"/> as its root.</summary>
    public static void WriteDocument(object resource, string rootName, ResourceContract contract, IBufferWriter<byte> destination)
    {
        var writer = new Utf8XmlWriter(destination);
        writer.Declare();
        new XmlResourceWriter(writer).WriteResource(rootName, resource, contract);
    }

    private void WriteResource(string name, object resource, ResourceContract contract)
    {
        writer.Start(name);
        foreach (var member in contract.Attributes)
        {
            if (member.Get(resource) is { } value) writer.Attribute(member.Name, ToText(member, value));
        }

        foreach (var member in contract.Elements)
        {
            if (member.Get(resource) is { } value) WriteMember(member, value);
        }

        writer.End(name);
    }

    private void WriteMember(MemberContract member, object value)
    {
        switch (member.Shape)
        {
            case MemberShape.Single:
                WriteContent(member.Name, member, value);
                break;
            case MemberShape.Wrapped:
                writer.Start(member.Name);
                WriteItems(member, value);
                writer.End(member.Name);
                break;
            default:
                WriteItems(member, value);
                break;
        }
    }

    private void WriteItems(MemberContract member, object items)
    {
        foreach (var item in (IEnumerable<object>)items) WriteContent(member.ItemName, member, item);
    }

    private void WriteContent(string name, MemberContract member, object value)
    {
        if (member.Scalar is null) WriteResource(name, value, member.Content);
        else writer.TextElement(name, ToText(member, value));
    }

    private static string ToText(MemberContract member, object value) => XmlCharacters.ReplaceIllegal(member.Scalar!.ToText(value));
}
