using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Wire.Statistics;

/// <summary>One observed figure of a volume, a brick or a step (spec/rest.md 6.6). Its id comes from <see cref="StatisticId"/>.</summary>
[WireType("statistic", Plural = "statistics")]
public sealed record StatisticResource : IdentifiedResource
{
    /// <summary><c>counter</c> or <c>gauge</c>.</summary>
    [WireMember("kind")]
    [WireValues("counter", "gauge")]
    public string? Kind { get; init; }

    /// <summary>Type of the value: <c>integer</c>, <c>decimal</c> or <c>string</c>.</summary>
    [WireMember("type")]
    [WireValues("integer", "decimal", "string")]
    public string? Type { get; init; }

    /// <summary>Unit, such as <c>bytes</c>, <c>seconds</c> or <c>none</c>.</summary>
    [WireMember("unit")]
    [WireValues("bits_per_second", "bytes", "bytes_per_second", "count_per_second", "none", "percent", "seconds")]
    public string? Unit { get; init; }

    /// <summary>The value: one.</summary>
    [WireMember("values")]
    public IReadOnlyList<ValueResource>? Values { get; init; }

    /// <summary>Brick it is about.</summary>
    [WireMember("brick")]
    public GlusterBrickResource? Brick { get; init; }

    /// <summary>Volume it is about.</summary>
    [WireMember("gluster_volume")]
    public GlusterVolumeResource? GlusterVolume { get; init; }

    /// <summary>Host on which a step's task works.</summary>
    [WireMember("host")]
    public HostResource? Host { get; init; }

    /// <summary>Step it is about.</summary>
    [WireMember("step")]
    public StepResource? Step { get; init; }
}
