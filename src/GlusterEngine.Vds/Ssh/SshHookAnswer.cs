using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Vds.Ssh;

/// <summary>Reads what the guard says about hooks (<c>hooks.sh</c>). Pure.</summary>
internal static class SshHookAnswer
{
    private const int OutOfSight = 20;
    private const int NotFound = 21;
    private const int Exists = 22;
    private const int TooLarge = 23;
    private const int Damaged = 24;
    private const int Link = 25;

    /// <summary>A line per hook: <c>hook start/post/S30samba-start.sh text CHECKSUM</c>.</summary>
    public static VdsReply<IReadOnlyList<HookDescription>> ReadList(VdsHost host, CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Exited { ExitCode: 0 } exited => new VdsReply<IReadOnlyList<HookDescription>>.Answered(
            HookListVerb.Distinct(exited.Output.Split('\n').Select(ReadLine).OfType<HookDescription>())),
        CommandOutcome.Exited exited => new VdsReply<IReadOnlyList<HookDescription>>.Unreachable(HookRefusals.OutOfSight(host, WhyOutOfSight(exited))),
        _ => Without<IReadOnlyList<HookDescription>>(host, outcome),
    };

    /// <summary>The line of the hook, and one with its content in base64.</summary>
    public static VdsReply<HookContent> ReadContent(VdsHost host, HookName hook, CommandOutcome outcome)
    {
        if (outcome is not CommandOutcome.Exited exited) return Without<HookContent>(host, outcome);
        if (exited.ExitCode != 0) return Failed<HookContent>(host, hook, exited);
        try
        {
            return exited.Output.Split('\n') is [_, var content, ..]
                ? new VdsReply<HookContent>.Answered(HookContent.OfBase64(content))
                : new VdsReply<HookContent>.Unknown($"{host.Name} did not show the content of hook {hook}.");
        }
        catch (FormatException broken)
        {
            return new VdsReply<HookContent>.Unknown($"The content of hook {hook} that {host.Name} shows cannot be read: {broken.Message}");
        }
    }

    public static VdsReply<bool> ReadEdit(VdsHost host, HookName hook, CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Exited { ExitCode: 0 } => new VdsReply<bool>.Answered(true),
        CommandOutcome.Exited exited => Failed<bool>(host, hook, exited),
        CommandOutcome.NotStarted notStarted => new VdsReply<bool>.Unreachable(notStarted.Reason) { IsUntrusted = notStarted.IsUntrusted },
        _ => Without<bool>(host, outcome),
    };

    private static HookDescription? ReadLine(string line) =>
        line.Split(' ') is ["hook", var path, ("text" or "binary") and var type, { Length: 64 } checksum] && checksum.All(char.IsAsciiHexDigitLower) && HookFile.Parse(path) is { } file
            ? new(file.Hook, file.IsEnabled, type == "text" ? HookContentType.Text : HookContentType.Binary, checksum)
            : null;

    private static VdsReply<T> Failed<T>(VdsHost host, HookName hook, CommandOutcome.Exited exited) => exited.ExitCode switch
    {
        OutOfSight => new VdsReply<T>.Unreachable(HookRefusals.OutOfSight(host, WhyOutOfSight(exited))),
        NotFound => new VdsReply<T>.Refused(HookRefusals.NotFound(hook)),
        Exists => new VdsReply<T>.Refused(HookRefusals.Exists(hook)),
        TooLarge => new VdsReply<T>.Refused(HookRefusals.TooLarge(hook)),
        Damaged => new VdsReply<T>.Refused(HookRefusals.Failed(hook, "its content was damaged on the way.")),
        Link => new VdsReply<T>.Refused(HookRefusals.Failed(hook, "its folder is a link, or lies behind one.")),
        _ => new VdsReply<T>.Refused(HookRefusals.Failed(hook, WhyOutOfSight(exited))),
    };

    private static string WhyOutOfSight(CommandOutcome.Exited exited) => exited.ExitCode == OutOfSight
        ? "there is no folder /var/lib/glusterd/hooks/1, or the account may not see it."
        : exited.Error.Trim() is { Length: > 0 } words ? words : $"the look ended with {exited.ExitCode}.";

    private static VdsReply<T> Without<T>(VdsHost host, CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.NotStarted notStarted => new VdsReply<T>.Unreachable(HookRefusals.OutOfSight(host, notStarted.Reason)) { IsUntrusted = notStarted.IsUntrusted },
        CommandOutcome.TimedOut timedOut => new VdsReply<T>.Unknown(timedOut.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
