using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Locks;

/// <summary>Who holds a volume's lease.</summary>
public sealed record LeaseHolder
{
    public required Guid ClusterId { get; init; }

    /// <summary>The volume; of one that is being created, the id under which its name is locked.</summary>
    public required Guid VolumeId { get; init; }

    public required Guid JobId { get; init; }

    public required Guid StepId { get; init; }

    public required string JobDescription { get; init; }

    /// <summary>What was asked of gluster and not answered yet; null when nothing is.</summary>
    public TaskOperation? Intent { get; init; }

    /// <summary>Whether it is a short change of the volume, and no task.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether it is a short change beside the task that holds the lease: it waits for gluster's answer, and holds nothing but other short changes up.</summary>
    public bool IsBeside { get; init; }

    /// <summary>Whether something was asked of gluster that is not answered yet.</summary>
    public bool IsUnanswered => IsChange || Intent is not null;

    /// <summary>Engine that took the lease or last worked under it.</summary>
    public required string EngineId { get; init; }

    /// <summary>Host through which the task was last worked on; null when none was asked, or it was removed.</summary>
    public Guid? HostId { get; init; }

    /// <summary>Its name; null with <see cref="HostId"/>.</summary>
    public string? HostName { get; init; }

    public required long Generation { get; init; }

    /// <summary>What gluster was last known to keep as the volume's generation; 0 for none.</summary>
    public long Stamp { get; init; }

    /// <summary>Database time of the last hand-over.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The holder in a clause.</summary>
    public string Describe() =>
        $"Job {JobId} {(IsBeside ? "waited for gluster's answer" : "holds it")}: {JobDescription} (step {StepId}, since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, engine {EngineId}"
        + (HostName is null ? "" : $", host {HostName}") + (IsBeside ? ")" : $", generation {Generation})");
}
