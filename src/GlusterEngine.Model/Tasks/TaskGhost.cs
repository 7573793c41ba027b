namespace GlusterEngine.Model.Tasks;

/// <summary>A task that a host still shows although most others do not: nobody can stop it, and it refuses new ones (spec/gluster.md 0.7, 4).</summary>
public sealed class TaskGhost
{
    /// <summary>Its volume.</summary>
    public required Guid VolumeId { get; init; }

    /// <summary>The host that shows it.</summary>
    public required Guid HostId { get; init; }

    /// <summary>Gluster's task id.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Kind of task.</summary>
    public required GlusterTaskType TaskType { get; init; }

    /// <summary>Database time at which it was found.</summary>
    public DateTimeOffset Since { get; init; }
}
