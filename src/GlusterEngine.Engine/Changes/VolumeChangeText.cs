using GlusterEngine.Data.Events;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Changes;

/// <summary>Events and step descriptions of short changes. Pure.</summary>
internal static class VolumeChangeText
{
    public static EventDraft Ordered(VolumeChange change, string cluster, string caller, string reason, EventDraft about) => about with
    {
        Code = EventCode.GlusterReasonGiven,
        Severity = EventSeverity.Warning,
        Description = $"Gluster Volume {change.VolumeName} of cluster {cluster}: {ChangeWords.Of(change.ActionType).Verb} was ordered. Reason given by {caller}: {reason}",
    };

    public static EventDraft Done(VolumeChange change, string cluster, string? details, EventDraft about) => about with
    {
        Code = ChangeWords.Of(change.ActionType).DoneCode,
        Severity = EventSeverity.Normal,
        Description = $"Gluster Volume {change.VolumeName} of cluster {cluster} {ChangeWords.Of(change.ActionType).Done}{(details is null ? "" : $": {details}")}.",
    };

    public static EventDraft Failed(VolumeChange change, string cluster, string reason, EventDraft about) => about with
    {
        Code = ChangeWords.Of(change.ActionType).FailedCode,
        Severity = EventSeverity.Error,
        Description = $"Could not {ChangeWords.Of(change.ActionType).Verb} {ChangeWords.Of(change.ActionType).Object} {change.VolumeName} of cluster {cluster}: {reason}",
    };

    public static EventDraft Unknown(VolumeChange change, string cluster, string reason, EventDraft about) => about with
    {
        Code = EventCode.GlusterVolumeChangeUnknown,
        Severity = EventSeverity.Warning,
        Description = $"Gluster Volume {change.VolumeName} of cluster {cluster}: {ChangeWords.Of(change.ActionType).Verb} got no definite answer from gluster ({reason}); the engine looks what became of it.",
    };

    public static EventDraft Resolved(VolumeChange change, string cluster, ChangeVerdict verdict, EventDraft about) => about with
    {
        Code = EventCode.GlusterVolumeChangeResolved,
        Severity = verdict == ChangeVerdict.Happened ? EventSeverity.Normal : EventSeverity.Warning,
        Description = $"Gluster Volume {change.VolumeName} of cluster {cluster}: {ChangeWords.Of(change.ActionType).Verb}, which gluster did not answer, " + verdict switch
        {
            ChangeVerdict.Happened => "has happened.",
            ChangeVerdict.DidNot => "has not happened as it was asked and cannot any more; look at the volume, and ask again if it is still wanted.",
            _ => "cannot happen any more, and gluster does not show whether it has; look at the bricks of the volume.",
        },
    };
}
