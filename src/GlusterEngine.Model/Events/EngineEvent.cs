namespace GlusterEngine.Model.Events;

/// <summary>A line of the audit log.</summary>
public sealed class EngineEvent
{
    /// <summary>Ascending id.</summary>
    public long Id { get; init; }

    /// <summary>Kind.</summary>
    public required EventCode Code { get; init; }

    /// <summary>How much it matters.</summary>
    public required EventSeverity Severity { get; init; }

    /// <summary>Database time.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>Ties the event to a request or a sync run; null when none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Cluster it is about; null when none.</summary>
    public Guid? ClusterId { get; init; }

    /// <summary>Host it is about; null when none.</summary>
    public Guid? HostId { get; init; }

    /// <summary>Volume it is about; null when none.</summary>
    public Guid? VolumeId { get; init; }

    /// <summary>Job it is about; null when none.</summary>
    public Guid? JobId { get; init; }

    /// <summary>User who caused it; null when none.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Who added it; null for the engine itself.</summary>
    public string? Origin { get; init; }

    /// <summary>Number that its client gave it; null for events of the engine.</summary>
    public int? CustomId { get; init; }

    /// <summary>Data of its client; null when there are none.</summary>
    public string? CustomData { get; init; }

    /// <summary>Seconds in which its client does not repeat it; null for events of the engine.</summary>
    public int? FloodRate { get; init; }

    /// <summary>Whether it was deleted: it stays in the log, and is not shown any more.</summary>
    public bool Deleted { get; set; }
}
