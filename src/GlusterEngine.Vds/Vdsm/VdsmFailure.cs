using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using GlusterEngine.Vds.Vdsm.JsonRpc;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>What gluster said, as far as an error of VDSM tells: <c>Volume set failed: rc=30800 out=() err=['...']</c> (spec/vdsm.md 5).</summary>
/// <param name="Number">Gluster's number, or the exit code of a command; 0 when there is none.</param>
/// <param name="Text">Gluster's words, or VDSM's where there are none; null when VDSM lost them.</param>
internal sealed record VdsmFailure(int Number, string? Text)
{
    private const string LostWords = "failed with rc=";

    private static readonly Regex Shape = Pattern(@"rc=(?<number>-?\d+) out=.*? err=\[(?<err>.*)\]$");

    private static readonly Regex OpErrstr = Pattern("<opErrstr>(?<text>[^<]+)</opErrstr>");

    private static readonly Regex OpErrno = Pattern(@"<opErrno>(?<number>-?\d+)</opErrno>");

    /// <summary>Reads an error. Pure.</summary>
    public static VdsmFailure Of(JsonRpcError error)
    {
        // A command that failed may have its whole document in the message: heal info has, and so has a VDSM whose message was mended.
        if (OpErrstr.Match(error.Message) is { Success: true } words)
            return new(NumberOf(OpErrno.Match(error.Message)), WebUtility.HtmlDecode(PythonText.Unescape(words.Groups["text"].Value)).Trim());
        if (Shape.Match(error.Message) is not { Success: true } shape) return new(0, error.Message);
        var text = PythonText.Join(shape.Groups["err"].Value);
        var isLost = text.StartsWith("Command ", StringComparison.Ordinal) && text.Contains(LostWords, StringComparison.Ordinal);
        return new(NumberOf(shape), isLost ? null : text);
    }

    private static int NumberOf(Match match) =>
        match.Success && int.TryParse(match.Groups["number"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // Without backtracking, so that no text can make it slow.
    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);
}
