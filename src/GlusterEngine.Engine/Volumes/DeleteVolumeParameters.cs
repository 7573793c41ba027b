using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Parameters of <see cref="DeleteGlusterVolumeCommand"/>.</summary>
public sealed record DeleteVolumeParameters(Guid ClusterId, Guid VolumeId) : GlusterVolumeParameters(ClusterId, VolumeId);
