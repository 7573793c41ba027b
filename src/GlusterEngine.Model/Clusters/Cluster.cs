namespace GlusterEngine.Model.Clusters;

/// <summary>A group of hosts that form one gluster trusted pool and are managed together.</summary>
public sealed class Cluster
{
    /// <summary>Id given by this engine.</summary>
    public required Guid Id { get; init; }

    /// <summary>Unique name, see <see cref="ObjectName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Free text; null when none was given.</summary>
    public string? Description { get; init; }

    /// <summary>Free text; null when none was given.</summary>
    public string? Comment { get; init; }

    /// <summary>One of <see cref="CompatibilityLevel.All"/>.</summary>
    public string CompatibilityVersion { get; init; } = CompatibilityLevel.Newest;

    /// <summary>Database time of the insert.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Database time of the last look for ghosts (<see cref="Tasks.TaskGhost"/>); null before the first.</summary>
    public DateTimeOffset? GhostLookAt { get; init; }

    /// <summary>Database time from which on another look is wanted; null when nobody ever asked.</summary>
    public DateTimeOffset? GhostLookWantedAt { get; init; }

    /// <summary>Database time at which the look at its tasks began whose findings were written last; null before the first.</summary>
    public DateTimeOffset? TaskLookAt { get; init; }

    /// <summary>Database time at which the look at its hosts, peers and volumes began whose findings were written last; null before the first.</summary>
    public DateTimeOffset? InventoryLookAt { get; init; }

    /// <summary>Database time since which the question for the cluster's tasks hangs; null once it was answered.</summary>
    public DateTimeOffset? TaskListHungSince { get; init; }

    /// <summary>Database time at which it last did.</summary>
    public DateTimeOffset? TaskListHungAt { get; init; }

    /// <summary>Database time since which what its hosts have of hooks is known: what was read of them before counts no more. Null before the first look.</summary>
    public DateTimeOffset? HooksSeenAt { get; set; }
}
