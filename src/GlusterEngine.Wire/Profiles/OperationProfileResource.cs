using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Wire.Profiles;

/// <summary>File operations of one kind.</summary>
[WireType("fop_statistic")]
public sealed record OperationProfileResource
{
    /// <summary>Kind, such as <c>LOOKUP</c>.</summary>
    [WireMember("name")]
    public string? Name { get; init; }

    /// <summary>How many, and how long they took.</summary>
    [WireMember("statistics")]
    public IReadOnlyList<StatisticResource>? Statistics { get; init; }
}
