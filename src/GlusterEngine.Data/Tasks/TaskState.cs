using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Data.Tasks;

/// <summary>The changeable part of a task step. Two equal states need no write.</summary>
public sealed record TaskState
{
    public required JobExecutionStatus Status { get; init; }

    public required string Description { get; init; }

    public Guid? ExternalId { get; init; }

    public TaskOperation? Intent { get; init; }

    public DateTimeOffset? IntentDeadline { get; init; }

    public int MissingViews { get; init; }

    public DateTimeOffset? MissingSince { get; init; }

    public int NodesExpected { get; init; }

    public int NodesAnswered { get; init; }

    public DateTimeOffset? QuietUntil { get; init; }

    public TaskHealth? Health { get; init; }

    public DateTimeOffset? HealthSince { get; init; }

    public string? HealthDetail { get; init; }

    /// <summary>Whether the commit that was ordered with the start is not tried any more: gluster refused it for good, or a user asked for a stop.</summary>
    public bool CommitTried { get; init; }

    /// <summary>How much is done, 0 to 100 percent, never less than before; null while not known.</summary>
    public int? Progress { get; init; }

    /// <summary>What there is to do, as far as it is known.</summary>
    public TaskWork Work { get; init; } = TaskWork.None;

    /// <summary>How the job ends with this state; null while the task is open.</summary>
    public JobExecutionStatus? JobStatus { get; init; }
}
