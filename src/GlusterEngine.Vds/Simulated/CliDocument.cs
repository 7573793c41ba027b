using System.Globalization;
using System.Text;

namespace GlusterEngine.Vds.Simulated;

/// <summary>Writes a reply of <c>gluster --xml</c> in its layout. By hand: a cycle over a thousand tasks writes a thousand of them.</summary>
internal sealed class CliDocument
{
    private readonly StringBuilder text = new("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n<cliOutput>\n", 2048);
    private int depth = 1;
    private int begunAt;

    public CliDocument(int opRet, int opErrno, string opErrstr)
    {
        Leaf("opRet", opRet);
        Leaf("opErrno", opErrno);
        Leaf("opErrstr", opErrstr);
    }

    public static CliDocument Success() => new(0, 0, "");

    public CliDocument Begin(string name)
    {
        Indent().Append('<').Append(name).Append(">\n");
        depth++;
        begunAt = text.Length;
        return this;
    }

    public CliDocument End(string name)
    {
        depth--;
        if (begunAt == text.Length)
        {
            // Nothing came in between: gluster writes <name/>.
            text.Length -= ">\n".Length;
            text.Append("/>\n");
            return this;
        }

        Indent().Append("</").Append(name).Append(">\n");
        return this;
    }

    public CliDocument Leaf(string name, string value)
    {
        Indent().Append('<').Append(name);
        if (value.Length == 0)
        {
            text.Append("/>\n");
            return this;
        }

        text.Append('>');
        Escape(value);
        text.Append("</").Append(name).Append(">\n");
        return this;
    }

    public CliDocument Leaf(string name, long value)
    {
        Indent().Append('<').Append(name).Append('>').Append(value).Append("</").Append(name).Append(">\n");
        return this;
    }

    public CliDocument Leaf(string name, Guid value)
    {
        Indent().Append('<').Append(name).Append(CultureInfo.InvariantCulture, $">{value}</{name}>\n");
        return this;
    }

    public CliDocument Empty(string name) => Leaf(name, "");

    /// <summary>A brick of <c>volume info</c>, which mixes text and elements: <c>&lt;brick uuid="U"&gt;H:/D&lt;name&gt;H:/D&lt;/name&gt;...</c></summary>
    public CliDocument Brick(Guid peer, string address, bool isArbiter)
    {
        Indent().Append(CultureInfo.InvariantCulture, $"<brick uuid=\"{peer}\">");
        Escape(address);
        text.Append("<name>");
        Escape(address);
        text.Append(CultureInfo.InvariantCulture, $"</name><hostUuid>{peer}</hostUuid><isArbiter>{(isArbiter ? 1 : 0)}</isArbiter></brick>\n");
        return this;
    }

    /// <summary>The finished document.</summary>
    public string Close() => text.Append("</cliOutput>\n").ToString();

    private StringBuilder Indent() => text.Append(' ', 2 * depth);

    private void Escape(string value)
    {
        if (value.AsSpan().IndexOfAny('<', '>', '&') < 0)
        {
            text.Append(value);
            return;
        }

        foreach (var character in value)
        {
            _ = character switch
            {
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '&' => text.Append("&amp;"),
                _ => text.Append(character),
            };
        }
    }
}
