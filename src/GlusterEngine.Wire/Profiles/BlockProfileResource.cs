using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Wire.Profiles;

/// <summary>Reads and writes of one size.</summary>
[WireType("block_statistic")]
public sealed record BlockProfileResource
{
    /// <summary>The size, and how many of it.</summary>
    [WireMember("statistics")]
    public IReadOnlyList<StatisticResource>? Statistics { get; init; }
}
