namespace GlusterEngine.Model.Locks;

/// <summary>Which engine was the last to look at the tasks of a cluster.</summary>
public sealed class ClusterPoll
{
    /// <summary>The cluster; it may be removed by now.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>The engine.</summary>
    public required string EngineId { get; init; }

    /// <summary>Database time at which it began to look.</summary>
    public DateTimeOffset PolledAt { get; init; }
}
