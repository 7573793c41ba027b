namespace GlusterEngine.Model.Jobs;

/// <summary>A part of a job; a gluster task is one step (spec/engine.md 3.2).</summary>
public sealed class Step
{
    /// <summary>Id given by this engine.</summary>
    public required Guid Id { get; init; }

    /// <summary>Step it belongs under; null directly under the job.</summary>
    public Guid? ParentStepId { get; init; }

    /// <summary>Job it belongs to.</summary>
    public required Guid JobId { get; init; }

    /// <summary>What it does.</summary>
    public required StepType StepType { get; init; }

    /// <summary>Sentence for people, for task steps with state and counters.</summary>
    public required string Description { get; set; }

    /// <summary>Position among its siblings, from 0.</summary>
    public int StepNumber { get; init; }

    /// <summary>State.</summary>
    public required JobExecutionStatus Status { get; set; }

    /// <summary>Database time of the start.</summary>
    public DateTimeOffset StartTime { get; init; }

    /// <summary>Database time of the end; null while open. A finished migration stays open until commit or stop.</summary>
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>Inherited from the job.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Gluster's task id; null until known. At most one open step has a given one.</summary>
    public Guid? ExternalId { get; set; }

    /// <summary>Who runs it; null for steps of the engine itself.</summary>
    public ExternalSystemType? ExternalSystemType { get; set; }

    /// <summary>Whether a client added it.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The job of an operation that was asked under this step's external job, with which the step ends; null for all others.</summary>
    public Guid? FollowedJobId { get; init; }

    /// <summary>Percent done, 0 to 100; null when not known.</summary>
    public int? Progress { get; set; }
}
