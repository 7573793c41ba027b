namespace GlusterEngine.Engine.Bricks;

/// <summary>Parameters of <see cref="StartRemoveGlusterVolumeBricksCommand"/>.</summary>
public sealed record StartRemoveBricksParameters(Guid ClusterId, Guid VolumeId, IReadOnlyList<BrickReference> Bricks)
    : BricksParameters(ClusterId, VolumeId, Bricks)
{
    /// <summary>The volume's replica count, for clients that always send it; 0 or null = as it is. A migration cannot change it.</summary>
    public int? ReplicaCount { get; init; }

    /// <summary>Whether the engine commits by itself when the gate is green.</summary>
    public bool AutoCommit { get; init; }

    /// <summary>Whether to start although the plan says that the data does not fit.</summary>
    public bool ForcePlan { get; init; }

    /// <summary><c>lazy</c>, <c>normal</c> or <c>aggressive</c> while the task runs; null = as it is.</summary>
    public string? Throttle { get; init; }

    /// <summary>Whether the engine asks once more should the start provably have got lost on its way.</summary>
    public bool RepeatIfLost { get; init; }

    /// <summary>Step of the lost start that this one repeats; null for a new one.</summary>
    public Guid? RepeatOf { get; init; }
}
