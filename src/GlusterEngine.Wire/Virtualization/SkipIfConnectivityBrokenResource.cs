using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>Part of a <see cref="FencingPolicyResource"/>: no fencing while many hosts cannot be reached.</summary>
public sealed record SkipIfConnectivityBrokenResource
{
    /// <summary>Always false, and input takes nothing else.</summary>
    [WireMember("enabled")]
    public bool? Enabled { get; init; }

    /// <summary>How many are many, in percent: always 50, oVirt's default, and input takes nothing else.</summary>
    [WireMember("threshold")]
    public int? Threshold { get; init; }
}
