using System.Buffers;
using System.Text;

namespace GlusterEngine.Wire.Codec;

/// <summary>
/// Writes the XML that documents of this API consist of, indented and in UTF-8: elements with attributes, which hold either elements or one text. The writer of
/// the framework, which can do far more, takes several times as long for it.
/// </summary>
internal sealed class Utf8XmlWriter(IBufferWriter<byte> destination)
{
    private const int IndentWidth = 4;

    // As a line feed a carriage return would be read back; in an attribute all white space as a blank.
    private static readonly SearchValues<char> SpecialInText = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> SpecialInAttribute = SearchValues.Create("&<>\r\n\t\"");

    private int _depth;
    private bool _isTagOpen;

    /// <summary>Writes the declaration, which oVirt spells like this.</summary>
    public void Declare() => Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"u8);

    /// <summary>Begins an element.</summary>
    /// <param name="name">Its name, a legal one.</param>
    public void Start(string name)
    {
        BeginLine();
        Write("<"u8);
        Write(name);
        _isTagOpen = true;
        _depth++;
    }

    /// <summary>Gives the element that was just begun an attribute.</summary>
    public void Attribute(string name, string value)
    {
        Write(" "u8);
        Write(name);
        Write("=\""u8);
        WriteText(value, SpecialInAttribute);
        Write("\""u8);
    }

    /// <summary>Ends the element called <paramref name="name"/>; one that holds nothing has a single tag.</summary>
    public void End(string name)
    {
        _depth--;
        if (_isTagOpen)
        {
            Write(" />"u8);
            _isTagOpen = false;
            return;
        }

        BeginLine();
        WriteEndTag(name);
    }

    /// <summary>Writes an element with a text, which has two tags even when that is empty.</summary>
    public void TextElement(string name, string text)
    {
        BeginLine();
        Write("<"u8);
        Write(name);
        Write(">"u8);
        WriteText(text, SpecialInText);
        WriteEndTag(name);
    }

    private void BeginLine()
    {
        if (_isTagOpen) Write(">"u8);
        _isTagOpen = false;
        var line = destination.GetSpan(1 + (_depth * IndentWidth));
        line[0] = (byte)'\n';
        line.Slice(1, _depth * IndentWidth).Fill((byte)' ');
        destination.Advance(1 + (_depth * IndentWidth));
    }

    private void WriteEndTag(string name)
    {
        Write("</"u8);
        Write(name);
        Write(">"u8);
    }

    private void WriteText(ReadOnlySpan<char> text, SearchValues<char> special)
    {
        while (text.IndexOfAny(special) is var position and >= 0)
        {
            Write(text[..position]);
            Write(text[position] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\r' => "&#xD;"u8,
                '\n' => "&#xA;"u8,
                _ => "&#x9;"u8,
            });
            text = text[(position + 1)..];
        }

        Write(text);
    }

    private void Write(ReadOnlySpan<char> text)
    {
        // A text may be long; a buffer is asked for pieces of it. No surrogate pair is cut.
        while (text.Length > 0)
        {
            var piece = text[..Math.Min(text.Length, 4096)];
            if (piece.Length < text.Length && char.IsHighSurrogate(piece[^1])) piece = piece[..^1];
            var span = destination.GetSpan(Encoding.UTF8.GetMaxByteCount(piece.Length));
            destination.Advance(Encoding.UTF8.GetBytes(piece, span));
            text = text[piece.Length..];
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(destination.GetSpan(bytes.Length));
        destination.Advance(bytes.Length);
    }
}
