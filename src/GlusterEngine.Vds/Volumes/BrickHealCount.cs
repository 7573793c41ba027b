using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Entries of a brick that wait for a heal.</summary>
/// <param name="Address">The brick.</param>
/// <param name="Entries">How many; null when the brick did not answer.</param>
public sealed record BrickHealCount(BrickAddress Address, long? Entries);
