using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Wire.Profiles;

/// <summary>Counts of a span of time.</summary>
[WireType("profile_detail")]
public sealed record ProfileResource
{
    /// <summary>Reads and writes by the size of their blocks.</summary>
    [WireMember("block_statistics")]
    public IReadOnlyList<BlockProfileResource>? Blocks { get; init; }

    /// <summary>How long, in seconds.</summary>
    [WireMember("duration")]
    public long? Duration { get; init; }

    /// <summary>File operations by kind.</summary>
    [WireMember("fop_statistics")]
    public IReadOnlyList<OperationProfileResource>? Operations { get; init; }

    /// <summary><c>CUMULATIVE</c> since it began to count, <c>INTERVAL</c> since it was last asked.</summary>
    [WireMember("profile_type")]
    public string? ProfileType { get; init; }

    /// <summary>Bytes read and written.</summary>
    [WireMember("statistics")]
    public IReadOnlyList<StatisticResource>? Statistics { get; init; }
}
