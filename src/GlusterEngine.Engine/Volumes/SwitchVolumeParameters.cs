using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Parameters of <see cref="StartGlusterVolumeCommand"/> and <see cref="StopGlusterVolumeCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="Force">Also a volume that is started or stopped already.</param>
public sealed record SwitchVolumeParameters(Guid ClusterId, Guid VolumeId, bool Force) : GlusterVolumeParameters(ClusterId, VolumeId);
