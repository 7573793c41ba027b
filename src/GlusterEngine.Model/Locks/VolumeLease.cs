namespace GlusterEngine.Model.Locks;

/// <summary>The lock of a volume: a row, never memory. <see cref="Generation"/> only grows, and every write made on the lease's behalf names it,
/// so that a late write of an earlier holder changes nothing.</summary>
public sealed class VolumeLease
{
    /// <summary>The volume.</summary>
    public required Guid VolumeId { get; init; }

    /// <summary>Grows with every hand-over.</summary>
    public required long Generation { get; init; }

    /// <summary>Job that holds it; null when free.</summary>
    public Guid? JobId { get; init; }

    /// <summary>Step that holds it; null when free.</summary>
    public Guid? StepId { get; init; }

    /// <summary>Engine that took it; null when free.</summary>
    public string? EngineId { get; init; }

    /// <summary>Database time of the last hand-over; null when free.</summary>
    public DateTimeOffset? AcquiredAt { get; init; }

    /// <summary>The generation that gluster was last known to keep for the volume; 0 for none.</summary>
    public long Stamp { get; init; }

    /// <summary>Those that commands may have written there whose outcome nobody knows.</summary>
    public long[] StampsTried { get; init; } = [];

    /// <summary>Whether <see cref="Generation"/> is to be written into gluster once the lease is free, because of what was asked under an older one and not answered.</summary>
    public bool MoveOnWanted { get; init; }
}
