using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Parameters of <see cref="StopRebalanceGlusterVolumeCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
public sealed record StopRebalanceParameters(Guid ClusterId, Guid VolumeId) : GlusterVolumeParameters(ClusterId, VolumeId);
