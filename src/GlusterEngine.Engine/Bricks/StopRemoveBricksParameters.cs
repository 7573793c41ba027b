namespace GlusterEngine.Engine.Bricks;

/// <summary>Parameters of <see cref="StopRemoveGlusterVolumeBricksCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="Bricks">The bricks the migration was started with, in any order.</param>
/// <param name="Activates">Whether it is meant to take back a finished migration, and only that.</param>
public sealed record StopRemoveBricksParameters(Guid ClusterId, Guid VolumeId, IReadOnlyList<BrickReference> Bricks, bool Activates)
    : BricksParameters(ClusterId, VolumeId, Bricks);
