using System.Xml;
using System.Xml.Linq;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>What the outcome of a command line means; the one place that knows, whatever carried it.</summary>
public static class ReplyInterpreter
{
    /// <summary>
    /// Longest run after which gluster's "Connection failed" still means that a change never began. Gluster prints the same words
    /// when glusterd dies in the middle of a start, which may leave a live task (spec/gluster.md 4). A refused connection takes
    /// 0.1 s; a start needs that long before glusterd even hears of it. Past this bound the outcome of a change is unknown.
    /// </summary>
    public static readonly TimeSpan NeverConnected = TimeSpan.FromSeconds(1);

    private const string Disconnected = "Connection failed. Please check if gluster daemon is operational.";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Reads an outcome. The exit code is not looked at: with <c>--xml</c> it is 0 for most failures (spec/gluster.md 0.5).</summary>
    /// <param name="verb">What was said.</param>
    /// <param name="outcome">How the command line ended.</param>
    /// <param name="elapsed">How long that took; null where gluster had answered right before, so that it did hear of it.</param>
    public static VdsReply<TReply> Read<TReply>(VdsVerb<TReply> verb, CommandOutcome outcome, TimeSpan? elapsed) => outcome switch
    {
        CommandOutcome.NotStarted notStarted => new VdsReply<TReply>.Unreachable(notStarted.Reason) { IsUntrusted = notStarted.IsUntrusted },
        CommandOutcome.TimedOut timedOut => new VdsReply<TReply>.Unknown(timedOut.Reason),
        CommandOutcome.Exited exited when exited.Output.TrimStart().StartsWith('<') => ReadDocument(verb, exited.Output),
        CommandOutcome.Exited exited => ReadPlainText(verb, exited, elapsed is null ? null : exited.Took ?? elapsed),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static VdsReply<TReply> ReadDocument<TReply>(VdsVerb<TReply> verb, string output)
    {
        try
        {
            var root = Load(output);
            var opRet = root.Number("opRet");
            return opRet == 0 ? new VdsReply<TReply>.Answered(verb.Parse(root)) : ReadFailure(verb, root, opRet);
        }
        catch (Exception broken) when (broken is XmlException or FormatException)
        {
            return new VdsReply<TReply>.Unknown($"gluster's reply to {verb.Name} cannot be read: {BoundedText.Cut(broken.Message)}");
        }
    }

    private static VdsReply<TReply> ReadFailure<TReply>(VdsVerb<TReply> verb, XElement root, int opRet)
    {
        var opErrno = root.Number("opErrno");
        var text = root.TextOrNull("opErrstr") ?? root.TextOrNull("output") ?? "";
        return !verb.IsIdempotent && GlusterErrorClassifier.MayHaveHappened(text)
            ? new VdsReply<TReply>.Unknown($"gluster failed half-way in {verb.Name} ({opErrno}): {BoundedText.Cut(text)}")
            : new VdsReply<TReply>.Refused(new GlusterError(opRet, opErrno, BoundedText.Cut(text), GlusterErrorClassifier.Classify(opErrno, text)));
    }

    private static VdsReply<TReply> ReadPlainText<TReply>(VdsVerb<TReply> verb, CommandOutcome.Exited exited, TimeSpan? elapsed)
    {
        var text = $"{exited.Output}\n{exited.Error}".Trim();
        if (text.Contains(Disconnected, StringComparison.Ordinal))
        {
            return verb.IsIdempotent || elapsed <= NeverConnected
                ? new VdsReply<TReply>.Unreachable(Disconnected)
                : new VdsReply<TReply>.Unknown($"glusterd went away during {verb.Name}.");
        }

        if (exited.ExitCode == 0 && verb.TryParseText(exited.Output, out var reply)) return new VdsReply<TReply>.Answered(reply);

        // Of a change, only what the CLI itself refuses before it speaks to glusterd has no document; of anything else the effect is not known.
        var meaning = GlusterErrorClassifier.Classify(0, text);
        return meaning == GlusterErrorMeaning.BadArguments || (verb.IsIdempotent && meaning != GlusterErrorMeaning.Other)
            ? new VdsReply<TReply>.Refused(new GlusterError(-1, 0, BoundedText.Cut(text), meaning))
            : new VdsReply<TReply>.Unknown(text.Length > 0 ? BoundedText.Cut(text) : $"gluster ended with exit code {exited.ExitCode} and no word.");
    }

    private static XElement Load(string output)
    {
        using var reader = XmlReader.Create(new StringReader(output.Trim()), Settings);
        var root = XDocument.Load(reader).Root!;
        return root.Name == "cliOutput" ? root : throw new FormatException($"<{root.Name}> is not <cliOutput>.");
    }
}
