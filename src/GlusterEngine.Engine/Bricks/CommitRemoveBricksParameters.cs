namespace GlusterEngine.Engine.Bricks;

/// <summary>Parameters of <see cref="CommitRemoveGlusterVolumeBricksCommand"/>.</summary>
public sealed record CommitRemoveBricksParameters(Guid ClusterId, Guid VolumeId, IReadOnlyList<BrickReference> Bricks)
    : BricksParameters(ClusterId, VolumeId, Bricks)
{
    /// <summary>Whether to commit although files were skipped or lie on the bricks; takes a <see cref="Reason"/>.</summary>
    public bool Override { get; init; }

    /// <summary>Whether it was asked for as a removal (DELETE), which finds nothing to commit where other bricks migrate.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>Why; goes into the audit log.</summary>
    public string? Reason { get; init; }
}
