namespace GlusterEngine.Vds.Volumes;

/// <summary>Memory of a brick's process.</summary>
/// <param name="Malloc">Its figures of <c>mallinfo</c>, by name, such as <c>arena</c>; bytes and counts.</param>
/// <param name="Pools">Its memory pools; gluster 10 tells none.</param>
public sealed record BrickMemory(IReadOnlyDictionary<string, long> Malloc, IReadOnlyList<MemoryPool> Pools);
