using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Jobs;

/// <summary>What the rows of a task's job are made from.</summary>
internal sealed record TaskJobTreeParameters
{
    public required (Guid JobId, Guid StepId) Ids { get; init; }

    public required ActionType Action { get; init; }

    public required StepType StepType { get; init; }

    public required GlusterVolume Volume { get; init; }

    public required string ClusterName { get; init; }

    /// <summary>Generation of the lease that the step holds.</summary>
    public required long Generation { get; init; }

    public required string CorrelationId { get; init; }

    /// <summary>Null for adopted tasks.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>When a command validated; null for adopted tasks, which have no such step.</summary>
    public DateTimeOffset? Validated { get; init; }

    public TaskOptions Options { get; init; } = new();

    public TaskOperation? Intent { get; init; }

    public DateTimeOffset? IntentDeadline { get; init; }

    /// <summary>The host that showed an adopted task.</summary>
    public string? SeenBy { get; init; }

    /// <summary>The host that is asked first; null for an adopted task, for which it is <see cref="SeenBy"/>.</summary>
    public string? AskedHost { get; init; }

    /// <summary>Gluster's task id; null for a start, which does not know it yet.</summary>
    public Guid? TaskId { get; init; }
}
