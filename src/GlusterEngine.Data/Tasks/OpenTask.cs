using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Data.Tasks;

/// <summary>An open task step as <c>GetOpenTasks</c> gives it.</summary>
public sealed record OpenTask
{
    public required Guid StepId { get; init; }

    public required Guid JobId { get; init; }

    public required Guid VolumeId { get; init; }

    public required string VolumeName { get; init; }

    public required GlusterTaskType TaskType { get; init; }

    public bool FixLayout { get; init; }

    public required long Generation { get; init; }

    public required string CorrelationId { get; init; }

    public DateTimeOffset StartTime { get; init; }

    /// <summary>Whether the engine that wrote the intent may still get gluster's answer.</summary>
    public bool InFlight { get; init; }

    public Guid? PreviousTaskId { get; init; }

    /// <summary>What the sync may change.</summary>
    public required TaskState State { get; init; }

    /// <summary>Whether the engine commits the migration by itself.</summary>
    public bool AutoCommit { get; init; }

    /// <summary>Whether a change without definite answer was kept from happening later.</summary>
    public bool Preempted { get; init; }

    /// <summary>The bricks of a migration; empty for a rebalance.</summary>
    public IReadOnlyList<TaskBrick> Bricks { get; init; } = [];

    /// <summary>Database time at which a node's counters last changed, its run time among them; by peer.</summary>
    public IReadOnlyDictionary<Guid, DateTimeOffset> NodesChangedAt { get; init; } = new Dictionary<Guid, DateTimeOffset>();

    /// <summary>Database time at which one of a node's counters, or its status, last changed, whatever its run time did; by peer.</summary>
    public IReadOnlyDictionary<Guid, DateTimeOffset> NodesMovedAt { get; init; } = new Dictionary<Guid, DateTimeOffset>();

    /// <summary>Counters as last stored.</summary>
    public IReadOnlyList<TaskNode> Nodes { get; init; } = [];
}
