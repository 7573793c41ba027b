namespace GlusterEngine.Engine.Bricks;

/// <summary>Parameters of <see cref="ResetGlusterVolumeBrickCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="BrickId">The brick.</param>
public sealed record ResetBrickParameters(Guid ClusterId, Guid VolumeId, Guid BrickId) : OneBrickParameters(ClusterId, VolumeId, BrickId);
