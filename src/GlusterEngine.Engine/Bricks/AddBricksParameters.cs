using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Parameters of <see cref="AddBricksToGlusterVolumeCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="Bricks">The bricks, in order.</param>
/// <param name="Force">Also what gluster advises against.</param>
public sealed record AddBricksParameters(Guid ClusterId, Guid VolumeId, IReadOnlyList<NewBrick> Bricks, bool Force) : GlusterVolumeParameters(ClusterId, VolumeId)
{
    /// <summary>Copies of each file afterwards; null or 0 for as many as now.</summary>
    public int? ReplicaCount { get; init; }

    /// <summary>Bricks of a disperse set, which cannot change; null or 0 for as many as now.</summary>
    public int? DisperseCount { get; init; }
}
