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

    /// <summary>Whether the engine asks once more should the start provably have got lost on its way.</summary>
    public bool RepeatIfLost { get; init; }

    /// <summary>Step of the lost start that this one repeats; null for a new one.</summary>
    public Guid? RepeatOf { get; init; }
}
