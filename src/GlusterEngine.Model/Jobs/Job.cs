namespace GlusterEngine.Model.Jobs;

/// <summary>One run of a command, or of a task adopted from the gluster CLI (spec/engine.md 3.2).</summary>
public sealed class Job
{
    /// <summary>Id given by this engine.</summary>
    public required Guid Id { get; init; }

    /// <summary>Command it runs.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>Sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>State.</summary>
    public required JobExecutionStatus Status { get; set; }

    /// <summary>User who asked; null for adopted tasks.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Database time of the start.</summary>
    public DateTimeOffset StartTime { get; init; }

    /// <summary>Database time of the end; null while started, set otherwise.</summary>
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>Database time of the last change of the job or one of its steps.</summary>
    public DateTimeOffset LastUpdateTime { get; set; }

    /// <summary>Ties together what one request caused; at most 50 characters.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Whether a client added it for work of its own.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Whether retention may delete it.</summary>
    public bool IsAutoCleared { get; set; } = true;

    /// <summary>The engine that does it, where no other row tells who does: it is over with that engine. Null for all other work.</summary>
    public string? EngineId { get; init; }

    /// <summary>Its steps.</summary>
    public List<Step> Steps { get; init; } = [];

    /// <summary>Objects it is about.</summary>
    public List<JobSubject> Subjects { get; init; } = [];
}
