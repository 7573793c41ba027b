using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Bricks;

/// <summary>A memory pool of a brick's process, as <c>volume status mem</c> prints it.</summary>
[WireType("memory_pool", Plural = "memory_pools")]
public sealed record MemoryPoolResource
{
    /// <summary>Name, such as <c>data-server:fd_t</c>.</summary>
    [WireMember("name")]
    public string? Name { get; init; }

    /// <summary>Allocations so far.</summary>
    [WireMember("alloc_count")]
    public long? AllocationCount { get; init; }

    /// <summary>Blocks that are free.</summary>
    [WireMember("cold_count")]
    public long? ColdCount { get; init; }

    /// <summary>Blocks in use.</summary>
    [WireMember("hot_count")]
    public long? HotCount { get; init; }

    /// <summary>Most blocks in use at a time.</summary>
    [WireMember("max_alloc")]
    public long? MaxAllocations { get; init; }

    /// <summary>Most blocks at a time that had to come from outside the pool.</summary>
    [WireMember("max_stdalloc")]
    public long? MaxStandardAllocations { get; init; }

    /// <summary>Size of a block with its padding, in bytes.</summary>
    [WireMember("padded_size")]
    public long? PaddedSize { get; init; }

    /// <summary>Allocations that the pool could not serve.</summary>
    [WireMember("pool_misses")]
    public long? PoolMisses { get; init; }

    /// <summary>Type of what it holds.</summary>
    [WireMember("type")]
    public string? Type { get; init; }
}
