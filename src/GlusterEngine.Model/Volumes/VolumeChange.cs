using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Model.Volumes;

/// <summary>A short change of a volume that was asked of gluster, such as a start: the intent, written down before gluster is asked.</summary>
public sealed class VolumeChange
{
    /// <summary>The EXECUTING step of the command.</summary>
    public required Guid StepId { get; init; }

    /// <summary>Its job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>Cluster of the volume.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>The volume; for one that is created, the id under which its name is locked.</summary>
    public required Guid VolumeId { get; init; }

    /// <summary>Its name.</summary>
    public required string VolumeName { get; init; }

    /// <summary>The command.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>Generation of the lease that the step holds; null where it works beside a task that holds it.</summary>
    public long? LeaseGeneration { get; set; }

    /// <summary>Whether it is said behind the volume's generation in gluster, so that it can be kept from happening late.</summary>
    public required bool IsFenced { get; init; }

    /// <summary>What <c>volume info</c> shows once it has happened, as JSON.</summary>
    public required string Expectation { get; init; }

    /// <summary>Engine that asked, or has taken it over.</summary>
    public required string EngineId { get; set; }

    /// <summary>Name of the host through which it was asked; null when none was.</summary>
    public string? AskedHost { get; set; }

    /// <summary>Database time at which it was written down.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Database time until which the engine may still get an answer; null once it is known what became of it.</summary>
    public DateTimeOffset? Deadline { get; set; }

    /// <summary>Whether it was kept from happening late, by moving the volume's generation on.</summary>
    public bool Preempted { get; set; }
}
