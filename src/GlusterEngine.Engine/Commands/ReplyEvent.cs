using GlusterEngine.Model.Events;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Commands;

/// <summary>What the event of a command says that gluster was asked for. Pure.</summary>
/// <param name="Code">Its number, by which scripts know it.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Text">What became of the command.</param>
internal sealed record ReplyEvent(EventCode Code, EventSeverity Severity, string Text)
{
    /// <param name="events">The command's events of the two definite ends.</param>
    /// <param name="verb">The command in a sentence.</param>
    /// <param name="deed">What has happened once gluster accepted it, as a sentence without its end.</param>
    /// <param name="reply">What gluster said.</param>
    public static ReplyEvent Of((EventCode Done, EventCode Failed) events, string verb, string deed, VdsReply<TaskReport> reply) => reply switch
    {
        VdsReply<TaskReport>.Answered => new(events.Done, EventSeverity.Normal, $"{deed}; gluster accepted it."),
        VdsReply<TaskReport>.Refused refused => new(events.Failed, EventSeverity.Error, $"{verb} was refused by gluster: {refused.Error.Text}"),
        VdsReply<TaskReport>.Unreachable unreachable => new(events.Failed, EventSeverity.Error, $"{verb} could not be asked of any host: {unreachable.Reason}"),
        VdsReply<TaskReport>.Unknown unknown => new(EventCode.GlusterTaskOutcomeUnknown, EventSeverity.Warning,
            $"{verb} got no definite answer from gluster ({unknown.Reason}); the engine looks what became of it."),
        _ => throw new InvalidOperationException($"No such reply: {reply.GetType()}."),
    };
}
