using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>A brick of a simulated volume.</summary>
/// <param name="Address">Where it lies; its host becomes a peer.</param>
/// <param name="TotalBytes">Size of its file system.</param>
/// <param name="FreeBytes">Free bytes of its file system.</param>
public sealed record SimulatedBrick(BrickAddress Address, long TotalBytes, long FreeBytes)
{
    /// <summary>A new brick, on a file system of 4 TiB.</summary>
    internal static SimulatedBrick Empty(BrickAddress address) => new(address, 4L << 40, 4L << 40);
}
