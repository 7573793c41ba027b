using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Wire.Codec;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

/// <summary>The writer of XML beside that of the framework: the same bytes.</summary>
public sealed class Utf8XmlWriterTests
{
    private static readonly string[] Texts = ["", " ", "plain", "a & b < c > d \"e\" 'f'", "line\nline\r\nline\ttab", "\u00E9\u4E2D\U0001F600", new('x', 5000), new string('\u4E2D', 4095) + "\U0001F600"];

    private static readonly XmlWriterSettings Reference = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = "    ",
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
    };

    [Fact]
    public void Any_document_is_written_as_the_framework_writes_it() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
    {
        var document = Element(new Random(seed), depth: 0);
        Assert.Equal(Framework(document), Own(document));
    }).QuickCheckThrowOnFailure();

    private static XElement Element(Random random, int depth)
    {
        var element = new XElement("e" + random.Next(10).ToString(CultureInfo.InvariantCulture));
        if (depth > 0 && random.Next(3) == 0)
        {
            element.Value = Texts[random.Next(Texts.Length)];
            return element;
        }

        if (random.Next(2) == 0) element.Add(new XAttribute("id", Texts[random.Next(Texts.Length)]));
        foreach (var _ in Enumerable.Range(0, depth > 3 ? 0 : random.Next(4))) element.Add(Element(random, depth + 1));
        return element;
    }

    /// <summary>An element that holds a text, which may be empty: it was made without attribute and elements.</summary>
    private static bool IsText(XElement element) => !element.IsEmpty && !element.HasElements;

    private static string Own(XElement document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new Utf8XmlWriter(buffer);
        writer.Declare();
        Write(document);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);

        void Write(XElement element)
        {
            if (IsText(element))
            {
                writer.TextElement(element.Name.LocalName, element.Value);
                return;
            }

            writer.Start(element.Name.LocalName);
            foreach (var attribute in element.Attributes()) writer.Attribute(attribute.Name.LocalName, attribute.Value);
            foreach (var child in element.Elements()) Write(child);
            writer.End(element.Name.LocalName);
        }
    }

    private static string Framework(XElement document)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Reference))
        {
            writer.WriteProcessingInstruction("xml", "version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"");
            Write(writer, document);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(XmlWriter writer, XElement element)
    {
        writer.WriteStartElement(element.Name.LocalName);
        if (IsText(element))
        {
            writer.WriteString(element.Value);
            writer.WriteFullEndElement();
            return;
        }

        foreach (var attribute in element.Attributes()) writer.WriteAttributeString(attribute.Name.LocalName, attribute.Value);
        foreach (var child in element.Elements()) Write(writer, child);
        writer.WriteEndElement();
    }
}
