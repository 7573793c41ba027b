namespace GlusterEngine.Engine.Progress;

/// <summary>How fast a task is and when it ends.</summary>
public sealed record TaskEstimate
{
    /// <summary>Files moved in a second, smoothed; null while not known.</summary>
    public double? FilesPerSecond { get; init; }

    /// <summary>Bytes moved in a second, smoothed; null while not known.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>When it ends; null while nothing can be said.</summary>
    public EndRange? End { get; init; }

    /// <summary>When the counters were read: a node that works has new ones with every look, and the oldest of theirs counts. Null while there are none.</summary>
    public DateTimeOffset? CountersTime { get; init; }

    /// <summary>What <see cref="End"/> rests on, or why there is none.</summary>
    public required string Basis { get; init; }
}
