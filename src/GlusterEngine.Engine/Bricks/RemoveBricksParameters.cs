namespace GlusterEngine.Engine.Bricks;

/// <summary>Parameters of <see cref="GlusterVolumeRemoveBricksCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="Bricks">The bricks to take out with all that is on them.</param>
/// <param name="ReplicaCount">The replica count afterwards when it is reduced; null or 0 = as it is.</param>
/// <param name="Reason">Why; mandatory, goes into the audit log.</param>
public sealed record RemoveBricksParameters(Guid ClusterId, Guid VolumeId, IReadOnlyList<BrickReference> Bricks, int? ReplicaCount, string? Reason)
    : BricksParameters(ClusterId, VolumeId, Bricks);
