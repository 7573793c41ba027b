namespace GlusterEngine.Testing.History;

/// <summary>A job with the step of its task or short change at the end of the run, when nothing moves any more.</summary>
public sealed record RestingJob
{
    public required Guid Job { get; init; }

    public required string Correlation { get; init; }

    public required Guid Step { get; init; }

    public required Guid Volume { get; init; }

    public bool IsJobEnded { get; init; } = true;

    public bool IsStepEnded { get; init; } = true;

    public string Status { get; init; } = "FINISHED";

    public Guid? ExternalId { get; init; }

    /// <summary>What is asked of gluster without an answer; null when nothing is.</summary>
    public string? Intent { get; init; }

    /// <summary>Lease generation as the step knows it; null for a short change beside a task that holds the lease.</summary>
    public long? Generation { get; init; }

    /// <summary>Whether it is a short change, which has no task.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether the engines found the task instead of starting it.</summary>
    public bool IsAdopted => Correlation == Job.ToString();
}
