namespace GlusterEngine.Vds.Volumes;

/// <summary>Reads and writes of one size.</summary>
/// <param name="Bytes">Size of the block, a power of two: it was at least that large, and less than twice.</param>
/// <param name="Reads">Reads.</param>
/// <param name="Writes">Writes.</param>
public sealed record BlockCount(long Bytes, long Reads, long Writes);
