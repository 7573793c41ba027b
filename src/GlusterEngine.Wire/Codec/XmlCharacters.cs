using System.Buffers;
using System.Text;
using System.Xml;

namespace GlusterEngine.Wire.Codec;

/// <summary>Makes any text fit for XML 1.0, which has no form at all for most control characters.</summary>
internal static class XmlCharacters
{
    private const char Replacement = '\uFFFD';

    // Those that XML cannot hold, and surrogates, which it can hold in pairs.
    private static readonly SearchValues<char> Suspicious =
        SearchValues.Create([.. Enumerable.Range(0, 0x10000).Select(static code => (char)code).Where(static character => !XmlConvert.IsXmlChar(character))]);

    /// <summary>The text with U+FFFD in place of each character that XML cannot hold.</summary>
    public static string ReplaceIllegal(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious)) return text;
        var legal = LegalLength(text, 0);
        if (legal == text.Length) return text;

        var result = new StringBuilder(text.Length);
        var start = 0;
        while (true)
        {
            result.Append(text, start, legal - start);
            if (legal == text.Length) return result.ToString();
            result.Append(Replacement);
            start = legal + 1;
            legal = LegalLength(text, start);
        }
    }

    private static int LegalLength(string text, int start)
    {
        var position = start;
        while (position < text.Length)
        {
            if (XmlConvert.IsXmlChar(text[position])) position++;
            else if (position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1])) position += 2;
            else break;
        }

        return position;
    }
}
