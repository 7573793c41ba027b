using GlusterEngine.Data.Events;
using GlusterEngine.Model;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Hooks;

/// <summary>How a command on hooks is told: the job, "Cannot {Verb} Gluster Hook.", and its events. Pure.</summary>
/// <param name="Job">Begin of the job's description.</param>
/// <param name="Verb">What is asked, such as "enable".</param>
/// <param name="Done">What was done, such as "was enabled".</param>
/// <param name="DoneCode">Event of its success.</param>
/// <param name="PartCode">Event of its success on some hosts.</param>
/// <param name="FailedCode">Event of its failure.</param>
internal sealed record HookWords(string Job, string Verb, string Done, EventCode DoneCode, EventCode PartCode, EventCode FailedCode)
{
    /// <summary>How a command is told.</summary>
    public static HookWords Of(ActionType action) => action switch
    {
        ActionType.EnableGlusterHook => new("Enabling", "enable", "was enabled", EventCode.GlusterHookEnable, EventCode.GlusterHookEnablePartial, EventCode.GlusterHookEnableFailed),
        ActionType.DisableGlusterHook => new("Disabling", "disable", "was disabled", EventCode.GlusterHookDisable, EventCode.GlusterHookDisablePartial, EventCode.GlusterHookDisableFailed),
        ActionType.AddGlusterHook => new("Adding", "add", "was written to the hosts that did not have it", EventCode.GlusterHookAdded, EventCode.GlusterHookAddFailed, EventCode.GlusterHookAddFailed),
        ActionType.UpdateGlusterHook => new("Updating", "update", "has the same content on all hosts", EventCode.GlusterHookUpdated, EventCode.GlusterHookUpdateFailed, EventCode.GlusterHookUpdateFailed),
        ActionType.RemoveGlusterHook => new("Removing", "remove", "was removed", EventCode.GlusterHookRemoved, EventCode.GlusterHookRemoveFailed, EventCode.GlusterHookRemoveFailed),
        _ => throw new InvalidOperationException($"{action.ToUpperText()} is no command on hooks."),
    };

    /// <summary>Description of the job.</summary>
    public string Describe(HookSnapshot snapshot) => $"{Job} Gluster Hook {snapshot.Name} in Cluster {snapshot.ClusterName}";

    /// <summary>Begin of a refusal.</summary>
    public string Cannot => $"Cannot {Verb} Gluster Hook.";

    /// <summary>The event of how it came out.</summary>
    public EventDraft Tell(HookSnapshot snapshot, HookOutcome outcome, EventDraft about) => (outcome.IsDone, outcome.Problems.Count) switch
    {
        (true, 0) => about with { Code = DoneCode, Severity = EventSeverity.Normal, Description = $"Hook {snapshot.Name} of cluster {snapshot.ClusterName} {Done}." },
        (true, _) => about with
        {
            Code = PartCode,
            Severity = EventSeverity.Warning,
            Description = $"Hook {snapshot.Name} of cluster {snapshot.ClusterName} {Done}, but not on all hosts. {outcome.Reason}",
        },
        _ => about with { Code = FailedCode, Severity = EventSeverity.Error, Description = $"Could not {Verb} hook {snapshot.Name} of cluster {snapshot.ClusterName}: {outcome.Reason}" },
    };

    /// <summary>The event of one whose engine is gone.</summary>
    /// <param name="cluster">Name of the cluster.</param>
    /// <param name="about">What events about it have in common, and the job's description.</param>
    public EventDraft Orphaned(string cluster, EventDraft about) => about with
    {
        Code = FailedCode,
        Severity = EventSeverity.Error,
        Description = $"{about.Description}: the engine that did it is gone, and some hosts may have been changed. The conflicts of the hooks of cluster {cluster} show what is left to do.",
    };
}
