using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Migrations;

/// <summary>Extension: a set of bricks that stays, and what the migration makes of it.</summary>
[WireType("subvolume", Plural = "subvolumes")]
public sealed record PlannedSetResource
{
    /// <summary>Its bricks.</summary>
    [WireMember("bricks", Item = "brick")]
    public IReadOnlyList<string>? Bricks { get; init; }

    /// <summary>Free now.</summary>
    [WireMember("free_bytes")]
    public long? FreeBytes { get; init; }

    /// <summary>Of that, above the thresholds.</summary>
    [WireMember("usable_bytes")]
    public long? UsableBytes { get; init; }

    /// <summary>Files that it can take: free inodes. Absent where the file system does not count them.</summary>
    [WireMember("free_inodes")]
    public long? FreeInodes { get; init; }

    /// <summary>Share in use afterwards, 0 to 1.</summary>
    [WireMember("fullness_after")]
    public decimal? FullnessAfter { get; init; }
}
