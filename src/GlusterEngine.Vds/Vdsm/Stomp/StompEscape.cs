using System.Text;

namespace GlusterEngine.Vds.Vdsm.Stomp;

/// <summary>Escapes of STOMP 1.2 in header names and values. VDSM applies them to all frames, to CONNECT and CONNECTED as well.</summary>
internal static class StompEscape
{
    /// <summary>The text as it is written.</summary>
    public static string Escape(string text) => text.AsSpan().IndexOfAny("\\\n\r:") < 0
        ? text
        : new StringBuilder(text).Replace("\\", @"\\").Replace("\n", @"\n").Replace("\r", @"\r").Replace(":", @"\c").ToString();

    /// <summary>The text that was meant.</summary>
    /// <exception cref="StompException">There is an escape that STOMP does not have.</exception>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            plain.Append(text[index] != '\\' ? text[index] : (index + 1 < text.Length ? text[++index] : '\0') switch
            {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                'c' => ':',
                _ => throw new StompException("a header has an escape that STOMP does not know"),
            });
        }

        return plain.ToString();
    }
}
