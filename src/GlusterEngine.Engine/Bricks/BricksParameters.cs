using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Parameters of a command on a volume's migration.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="Bricks">The bricks the migration was started with, in any order.</param>
public abstract record BricksParameters(Guid ClusterId, Guid VolumeId, IReadOnlyList<BrickReference> Bricks) : GlusterVolumeParameters(ClusterId, VolumeId);
