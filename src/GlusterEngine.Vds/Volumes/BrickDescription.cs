using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Volumes;

/// <summary>A brick as <c>volume info</c> gives it.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="PeerUuid">The peer that holds it.</param>
/// <param name="IsArbiter">Whether it keeps only metadata.</param>
public sealed record BrickDescription(BrickAddress Address, Guid PeerUuid, bool IsArbiter);
