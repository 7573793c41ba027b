using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Parameters of <see cref="SetGlusterTaskThrottleCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume whose open task is meant.</param>
/// <param name="Throttle"><c>lazy</c>, <c>normal</c> or <c>aggressive</c>.</param>
public sealed record SetTaskThrottleParameters(Guid ClusterId, Guid VolumeId, string Throttle) : GlusterVolumeParameters(ClusterId, VolumeId);
