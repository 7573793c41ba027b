using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Parameters of <see cref="SetGlusterVolumeOptionCommand"/> and <see cref="ResetGlusterVolumeOptionCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="Name">Key of the option.</param>
/// <param name="Value">Its value; null for a reset.</param>
/// <param name="Force">Also while a peer is not connected, whose bricks restart when it comes back; and a protected option.</param>
public sealed record VolumeOptionParameters(Guid ClusterId, Guid VolumeId, string Name, string? Value, bool Force) : GlusterVolumeParameters(ClusterId, VolumeId);
