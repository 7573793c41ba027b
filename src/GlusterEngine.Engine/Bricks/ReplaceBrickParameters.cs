using GlusterEngine.Engine.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Parameters of <see cref="ReplaceGlusterVolumeBrickCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="BrickId">The brick that leaves.</param>
/// <param name="New">The brick that takes its place.</param>
public sealed record ReplaceBrickParameters(Guid ClusterId, Guid VolumeId, Guid BrickId, NewBrick New) : OneBrickParameters(ClusterId, VolumeId, BrickId);
