using System.Text;
using GlusterEngine.Vds.Vdsm.Stomp;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>The words of an ERROR frame. VDSM writes them in the body and gives no <c>message</c> header; others do the opposite.</summary>
internal static class ErrorText
{
    private const int Longest = 500;

    /// <summary>The words, shortened where they are very long.</summary>
    public static string Of(StompFrame frame)
    {
        var body = Encoding.UTF8.GetString(frame.Body.Span[..Math.Min(frame.Body.Length, Longest)]).Trim();
        var text = body.Length > 0 ? body : frame["message"] is { Length: > 0 } message ? message : "no reason given";
        return string.Concat(text.Select(static character => char.IsControl(character) ? ' ' : character));
    }
}
