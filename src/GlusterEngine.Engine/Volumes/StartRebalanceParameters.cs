using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Parameters of <see cref="StartRebalanceGlusterVolumeCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="FixLayout">Fix the layout only, move no file.</param>
/// <param name="Force">Move files even to fuller bricks.</param>
public sealed record StartRebalanceParameters(Guid ClusterId, Guid VolumeId, bool FixLayout, bool Force) : GlusterVolumeParameters(ClusterId, VolumeId)
{
    /// <summary><c>lazy</c>, <c>normal</c> or <c>aggressive</c> while the task runs; null = as it is.</summary>
    public string? Throttle { get; init; }
}
