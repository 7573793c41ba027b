namespace GlusterEngine.Model.Tasks;

/// <summary>What the engine knows of the gluster task behind a step beyond oVirt's columns: the volume, the lease, and the intent, which is
/// written before gluster is asked and stays until the outcome is known.</summary>
public sealed class StepTask
{
    /// <summary>The task step.</summary>
    public required Guid StepId { get; init; }

    /// <summary>Its job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>Cluster of the volume.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>The volume; kept when the volume is gone.</summary>
    public required Guid VolumeId { get; init; }

    /// <summary>Its name; kept when the volume is gone.</summary>
    public required string VolumeName { get; init; }

    /// <summary>Kind of task.</summary>
    public required GlusterTaskType TaskType { get; init; }

    /// <summary>Whether only the layout is fixed and no file moved.</summary>
    public bool FixLayout { get; init; }

    /// <summary>Whether files are moved even to fuller bricks.</summary>
    public bool Force { get; init; }

    /// <summary>Generation of the lease under which the step is worked on.</summary>
    public long LeaseGeneration { get; set; }

    /// <summary>The change asked of gluster whose outcome is not known yet; null when there is none.</summary>
    public TaskOperation? Intent { get; set; }

    /// <summary>Database time until which the engine that wrote the intent may still get an answer; null without intent.</summary>
    public DateTimeOffset? IntentDeadline { get; set; }

    /// <summary>Stands in for a task in <see cref="PreviousTaskId"/>; gluster gives it to none.</summary>
    public static Guid NotLooked => Guid.Empty;

    /// <summary>
    /// The task gluster listed for the volume before a start was asked; it is never taken for the new one. <see cref="NotLooked"/> while the volume's tasks were never looked at: then
    /// the start was not asked either.
    /// </summary>
    public Guid? PreviousTaskId { get; set; }

    /// <summary>Complete views in a row in which the task was missing.</summary>
    public int MissingViews { get; set; }

    /// <summary>Database time of the first of those views; null when the task was seen.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    /// <summary>Nodes that should report on the task.</summary>
    public int NodesExpected { get; set; }

    /// <summary>Nodes that did in the last view.</summary>
    public int NodesAnswered { get; set; }

    /// <summary>Who started it.</summary>
    public TaskSource Source { get; init; }

    /// <summary>Name of the host that first showed a task of another source; null otherwise.</summary>
    public string? SeenBy { get; init; }

    /// <summary>Name of the host through which it was last worked on or, for an adopted task, seen first; null when none was asked.</summary>
    public string? AskedHost { get; set; }

    /// <summary>How it is getting on; null before the first look and after the end.</summary>
    public TaskHealth? Health { get; set; }

    /// <summary>Database time since when; null without <see cref="Health"/>.</summary>
    public DateTimeOffset? HealthSince { get; set; }

    /// <summary>Which nodes are concerned, and the remedy; null while it progresses.</summary>
    public string? HealthDetail { get; set; }

    /// <summary>Whether the engine commits the migration by itself when the gate is green.</summary>
    public bool AutoCommit { get; init; }

    /// <summary>Whether it does not try to any more: gluster refused it for good, or a user asked for a stop.</summary>
    public bool CommitTried { get; set; }

    /// <summary>Whether a change without definite answer was kept from happening later, by moving the volume's generation on.</summary>
    public bool Preempted { get; set; }

    /// <summary>What the start was asked with, as JSON, while it is to be asked again should it get lost; null when it is not.</summary>
    public string? Repeat { get; init; }

    /// <summary>The plan it was started with, as JSON; null when there was none.</summary>
    public string? Plan { get; init; }

    /// <summary>What the commit gate found last, as JSON; null when it was not asked.</summary>
    public string? Gate { get; set; }

    /// <summary>What there is to do on its nodes, as JSON; null while not known.</summary>
    public string? Work { get; set; }

    /// <summary>The <c>cluster.rebal-throttle</c> set for it; null when none was, and when it is not known whether one was.</summary>
    public string? Throttle { get; set; }

    /// <summary>What that option was before, empty = not set; null = nothing to restore.</summary>
    public string? ThrottleBefore { get; set; }

    /// <summary>Database time before which the task's status is not asked again, because a status that hung locks the volume; null when it may be.</summary>
    public DateTimeOffset? QuietUntil { get; set; }
}
