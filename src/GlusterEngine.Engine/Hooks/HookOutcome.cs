using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Hooks;

/// <summary>How a change of a hook came out on the hosts. Pure.</summary>
/// <param name="Done">Hosts on which it was done.</param>
/// <param name="Problems">Where it was not, and why: "node1: ...".</param>
/// <param name="IsDone">Whether that is enough.</param>
public sealed record HookOutcome(IReadOnlySet<Guid> Done, IReadOnlyList<string> Problems, bool IsDone)
{
    /// <summary>What the hosts said no with, or what the failure was; null when it was done.</summary>
    public GlusterError? Error { get; private init; }

    /// <summary>Whether nobody could be asked.</summary>
    public bool IsUnreachable { get; private init; }

    /// <summary>All problems as one text.</summary>
    public string Reason => string.Join("; ", Problems);

    /// <summary>Judges replies.</summary>
    /// <param name="replies">What the asked hosts replied.</param>
    /// <param name="absent">Hosts that should have been asked and were not.</param>
    /// <param name="sufficesInPart">Whether one host is enough.</param>
    public static HookOutcome Of(IReadOnlyList<(Host Host, VdsReply<bool> Reply)> replies, IReadOnlyList<Host> absent, bool sufficesInPart)
    {
        var done = replies.Where(static said => said.Reply is VdsReply<bool>.Answered).Select(static said => said.Host.Id).ToHashSet();
        List<string> problems =
        [
            .. replies.Where(static said => said.Reply is not VdsReply<bool>.Answered).Select(static said => $"{said.Host.Name}: {ReasonOf(said.Reply)}"),
            .. absent.Select(static host => $"{host.Name}: it is not up"),
        ];
        if (problems.Count == 0 || (sufficesInPart && done.Count > 0)) return new(done, problems, IsDone: true);
        var refused = replies.Select(static said => said.Reply).OfType<VdsReply<bool>.Refused>().FirstOrDefault();
        return new(done, problems, IsDone: false)
        {
            Error = new(-1, 0, string.Join("; ", problems), refused?.Error.Meaning ?? GlusterErrorMeaning.Other),
            IsUnreachable = done.Count == 0 && replies.All(static said => said.Reply is VdsReply<bool>.Unreachable),
        };
    }

    /// <summary>Nothing was changed, since there was nothing to change it to.</summary>
    /// <param name="host">The host that was to tell.</param>
    /// <param name="reply">What it did.</param>
    public static HookOutcome Unread<T>(Host host, VdsReply<T> reply) => new(new HashSet<Guid>(), [$"{host.Name}: {ReasonOf(reply)}"], IsDone: false)
    {
        Error = reply is VdsReply<T>.Refused refused ? refused.Error with { Text = $"{host.Name}: {refused.Error.Text}" } : new(-1, 0, $"{host.Name}: {ReasonOf(reply)}", GlusterErrorMeaning.Other),
        IsUnreachable = reply is VdsReply<T>.Unreachable,
    };

    /// <summary>Why something was not answered.</summary>
    public static string ReasonOf<T>(VdsReply<T> reply) => reply switch
    {
        VdsReply<T>.Refused refused => refused.Error.Text,
        VdsReply<T>.Unreachable unreachable => unreachable.Reason,
        VdsReply<T>.Unknown unknown => $"no definite answer, the next look tells: {unknown.Reason}",
        _ => "",
    };
}
