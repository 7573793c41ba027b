using GlusterEngine.Data.Events;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Volumes;

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

    /// <summary>What is so instead of what was asked. A volume that is created gets its options by a second command.</summary>
    public static string DidNot(VolumeChange change, VolumeDescription? seen) => IsHalfCreated(change, seen)
        ? "the volume was created, but not as it was asked: not all of its options are set; set them with setoption, or delete the volume"
        : "it did not happen";

    private static bool IsHalfCreated(VolumeChange change, VolumeDescription? seen) => change.ActionType == ActionType.CreateGlusterVolume
        && (EngineJson.Read<VolumeExpectation>(change.Expectation)! with { Options = null }).IsMetBy(seen);

    public static EventDraft Resolved(VolumeChange change, string cluster, (ChangeVerdict Verdict, VolumeDescription? Seen) found, EventDraft about) => about with
    {
        Code = EventCode.GlusterVolumeChangeResolved,
        Severity = found.Verdict == ChangeVerdict.Happened ? EventSeverity.Normal : EventSeverity.Warning,
        Description = $"Gluster Volume {change.VolumeName} of cluster {cluster}: {ChangeWords.Of(change.ActionType).Verb}, which gluster did not answer, " + found.Verdict switch
        {
            ChangeVerdict.Happened => "has happened.",
            ChangeVerdict.DidNot => $"is over: {DidNot(change, found.Seen)}. It cannot happen late any more; ask again if it is still wanted.",
            _ => "cannot happen any more, and gluster does not show whether it has; look at the bricks of the volume.",
        },
    };
}
