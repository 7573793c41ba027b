namespace GlusterEngine.Model.Locks;

/// <summary>An engine at work; it has no call in flight any more once it stopped being seen.</summary>
public sealed class EngineInstance
{
    /// <summary>Unique to one start of one engine.</summary>
    public required string Id { get; init; }

    /// <summary>Database time of its start.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Database time of its last sign of life.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Process of the database session over which its signs of life come; null when it does not tell.</summary>
    public int? BackendPid { get; init; }

    /// <summary>When that session began; null with <see cref="BackendPid"/>.</summary>
    public DateTimeOffset? BackendStart { get; init; }
}
