namespace GlusterEngine.Vds.Volumes;

/// <summary>A memory pool of a brick's process.</summary>
/// <param name="Name">Such as <c>data-server:fd_t</c>.</param>
/// <param name="HotCount">Blocks in use.</param>
/// <param name="ColdCount">Blocks that are free.</param>
/// <param name="PaddedSize">Size of a block with its padding, in bytes.</param>
/// <param name="AllocationCount">Allocations so far.</param>
/// <param name="MaxAllocations">Most blocks in use at a time.</param>
/// <param name="PoolMisses">Allocations that the pool could not serve.</param>
/// <param name="MaxStandardAllocations">Most blocks at a time that had to come from outside the pool.</param>
public sealed record MemoryPool(
    string Name, long HotCount, long ColdCount, long PaddedSize, long AllocationCount, long MaxAllocations, long PoolMisses, long MaxStandardAllocations);
