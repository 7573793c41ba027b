using System.Text;
using System.Xml;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Codec;

/// <summary>Reads resources from XML, and refuses all that is not declared but unknown attributes (spec/rest.md 3).</summary>
internal sealed class XmlResourceReader(XmlReader reader)
{
    // The deepest document that makes sense, an action with bricks, has depth 4; followed links add a few.
    private const int MaxDepth = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads a document whose root must be <paramref name="rootName"/>.</summary>
    /// <exception cref="WireFormatException">The document is refused.</exception>
    public static object ReadDocument(Stream stream, string rootName, ResourceContract contract)
    {
        try
        {
            using var reader = XmlReader.Create(stream, Settings);
            return new XmlResourceReader(reader).ReadRoot(rootName, contract);
        }
        catch (XmlException exception)
        {
            throw WireFormatException.Syntax(
                member: null,
                $"Line {exception.LineNumber}, position {exception.LinePosition}: "
                    + "the document is not well-formed XML, or has a DTD, which is refused.",
                exception);
        }
    }

    private object ReadRoot(string rootName, ResourceContract contract)
    {
        reader.MoveToContent();
        if (reader.Name != rootName || reader.NamespaceURI.Length > 0)
        {
            throw WireFormatException.Syntax(reader.Name, $"The root of the document must be '{rootName}' in no namespace.");
        }

        var resource = ReadResource(contract);

        // Only the end of the document tells that nothing follows the root.
        while (reader.Read())
        {
        }

        return resource;
    }

    private object ReadResource(ResourceContract contract)
    {
        var owner = reader.Name;
        if (reader.Depth >= MaxDepth)
        {
            throw WireFormatException.Syntax(owner, $"'{owner}' is nested too deep; {MaxDepth} levels are the most.");
        }

        var builder = new ResourceBuilder(contract);
        ReadAttributes(builder, contract);
        foreach (var name in ReadChildren())
        {
            var member = contract.FindElement(name, owner);
            if (member.Shape == MemberShape.Repeated)
            {
                builder.Add(member, ReadContent(member));
                continue;
            }

            builder.Claim(member);
            if (member.Shape == MemberShape.Single) builder.Set(member, ReadContent(member));
            else builder.SetList(member, ReadItems(member));
        }

        return builder.Build();
    }

    private void ReadAttributes(ResourceBuilder builder, ResourceContract contract)
    {
        while (reader.MoveToNextAttribute())
        {
            if (contract.FindAttribute(reader.Name) is { } member) builder.Set(member, member.Scalar!.Parse(reader.Value, member.Name));
        }

        reader.MoveToElement();
    }

    private List<object> ReadItems(MemberContract member)
    {
        var items = new List<object>();
        foreach (var name in ReadChildren())
        {
            if (name != member.ItemName) throw UnknownMember.In(member.Name, name, [member.ItemName]);
            items.Add(ReadContent(member));
        }

        return items;
    }

    private object ReadContent(MemberContract member) =>
        member.Scalar is null ? ReadResource(member.Content) : member.Scalar.Parse(ReadText(), member.Name);

    // Stops at the start tag of each child; whoever takes the name reads on to the child's end tag.
    private IEnumerable<string> ReadChildren()
    {
        if (reader.IsEmptyElement) yield break;
        var owner = reader.Name;
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                // An element of a namespace is unknown, whatever its name.
                yield return reader.NamespaceURI.Length == 0 ? reader.Name : $"{{{reader.NamespaceURI}}}{reader.LocalName}";
            }
            else if (!string.IsNullOrWhiteSpace(reader.Value))
            {
                throw WireFormatException.Syntax(owner, $"'{owner}' must hold elements, not text.");
            }
        }
    }

    private string ReadText()
    {
        if (reader.IsEmptyElement) return "";
        var owner = reader.Name;
        var text = new StringBuilder();
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                throw WireFormatException.Syntax(owner, $"'{owner}' must hold text, not elements.");
            }

            text.Append(reader.Value);
        }

        return text.ToString();
    }
}
