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
}
