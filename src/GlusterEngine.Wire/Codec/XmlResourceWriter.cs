using System.Text;
using System.Xml;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Codec;

/// <summary>Writes resources as XML (spec/rest.md 3).</summary>
internal sealed class XmlResourceWriter(XmlWriter writer)
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = "    ",
        NewLineChars = "\n",

        // A carriage return that is not written as a character reference is read back as a line feed.
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>Writes a document with <paramref name="resource"/> as its root.</summary>
    public static void WriteDocument(object resource, string rootName, ResourceContract contract, Stream stream)
    {
        using var writer = XmlWriter.Create(stream, Settings);
        // WriteStartDocument spells the encoding in lower case, oVirt in upper case.
        writer.WriteProcessingInstruction("xml", "version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"");
        new XmlResourceWriter(writer).WriteResource(rootName, resource, contract);
        writer.WriteEndDocument();
    }

    private void WriteResource(string name, object resource, ResourceContract contract)
    {
        writer.WriteStartElement(name);
        foreach (var member in contract.Members.Where(static x => x.IsAttribute))
        {
            if (member.Get(resource) is { } value) writer.WriteAttributeString(member.Name, ToText(member, value));
        }

        foreach (var member in contract.Members.Where(static x => !x.IsAttribute))
        {
            if (member.Get(resource) is { } value) WriteMember(member, value);
        }

        writer.WriteEndElement();
    }

    private void WriteMember(MemberContract member, object value)
    {
        switch (member.Shape)
        {
            case MemberShape.Single:
                WriteContent(member.Name, member, value);
                break;
            case MemberShape.Wrapped:
                writer.WriteStartElement(member.Name);
                WriteItems(member, value);
                writer.WriteEndElement();
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
        if (member.Scalar is null)
        {
            WriteResource(name, value, member.Content);
            return;
        }

        // An empty text keeps its two tags, as oVirt writes it; an empty resource or list has one.
        writer.WriteStartElement(name);
        writer.WriteString(ToText(member, value));
        writer.WriteFullEndElement();
    }

    private static string ToText(MemberContract member, object value) => XmlCharacters.ReplaceIllegal(member.Scalar!.ToText(value));
}
