namespace GlusterEngine.Vds.Bricks;

/// <summary>What lies on a brick, link files of the distribution and gluster's own folders left out.</summary>
/// <param name="Files">Files, symbolic links and the like.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="FirstPaths">Paths of the first of them, below the brick.</param>
/// <param name="IsComplete">Whether all of the brick was looked at before the time was up.</param>
public sealed record BrickScan(long Files, long Bytes, IReadOnlyList<string> FirstPaths, bool IsComplete);
