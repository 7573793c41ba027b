using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Locks;

/// <summary>Parameters of <see cref="ReleaseVolumeLeaseCommand"/>.</summary>
/// <param name="ClusterId">Cluster of the volume.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="Reason">Why; goes into the event and the step.</param>
public sealed record ReleaseVolumeLeaseParameters(Guid ClusterId, Guid VolumeId, string? Reason) : GlusterVolumeParameters(ClusterId, VolumeId);
