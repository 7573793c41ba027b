using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Model.Hooks;

/// <summary>A change of a hook on the hosts of its cluster behind an EXECUTING step: what keeps another one of the same hook away, and tells which were never ended.</summary>
public sealed class HookChange
{
    /// <summary>The EXECUTING step.</summary>
    public required Guid StepId { get; init; }

    /// <summary>Its job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>The cluster.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>The hook.</summary>
    public required Guid HookId { get; init; }

    /// <summary>What is done.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>The engine that does it.</summary>
    public required string EngineId { get; init; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Until when that engine may still be at it; null once it ended.</summary>
    public DateTimeOffset? Deadline { get; set; }
}
