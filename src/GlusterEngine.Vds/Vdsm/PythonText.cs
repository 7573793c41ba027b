using System.Globalization;
using System.Text;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>Reads text as Python's <c>repr</c> writes it, in which VDSM wraps gluster's words. Pure; what is no such text stays as it is.</summary>
internal static class PythonText
{
    /// <summary>The items of a list without its brackets, <c>'a', "b"</c>, each on a line of its own.</summary>
    public static string Join(string items)
    {
        var lines = new List<string>();
        for (var at = 0; at < items.Length;)
        {
            if (items[at] is not ('\'' or '"'))
            {
                at++;
                continue;
            }

            var end = EndOf(items, at);
            lines.Add(Unescape(items[(at + 1)..end]));
            at = end + 1;
        }

        return lines.Count > 0 ? string.Join('\n', lines) : items.Trim();
    }

    /// <summary>The text that was meant.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                plain.Append(text[at]);
                continue;
            }

            at++;
            _ = text[at] switch
            {
                'n' => plain.Append('\n'),
                't' => plain.Append('\t'),
                'r' => plain.Append('\r'),
                'x' => AppendCode(plain, text, ref at, digits: 2),
                'u' => AppendCode(plain, text, ref at, digits: 4),
                var other => plain.Append(other),
            };
        }

        return plain.ToString();
    }

    /// <summary>Where the literal that begins at <paramref name="start"/> has its closing quote; the end of the text when it has none.</summary>
    private static int EndOf(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == text[start]) return at;
        }

        return text.Length;
    }

    private static StringBuilder AppendCode(StringBuilder plain, string text, ref int at, int digits)
    {
        if (at + digits >= text.Length || !int.TryParse(text.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return plain.Append(text[at]);
        at += digits;
        return plain.Append((char)code);
    }
}
