using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Locks;

/// <summary>Parameters of <see cref="ResyncGlusterVolumeCommand"/>.</summary>
/// <param name="ClusterId">Cluster of the volume.</param>
/// <param name="VolumeId">The volume.</param>
public sealed record ResyncVolumeParameters(Guid ClusterId, Guid VolumeId) : GlusterVolumeParameters(ClusterId, VolumeId);
