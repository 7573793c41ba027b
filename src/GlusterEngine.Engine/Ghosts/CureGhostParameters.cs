using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>Parameters of <see cref="CureGlusterTaskGhostCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume whose ghosts are meant.</param>
public sealed record CureGhostParameters(Guid ClusterId, Guid VolumeId) : GlusterVolumeParameters(ClusterId, VolumeId);
