using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>Part of a <see cref="FencingPolicyResource"/>: no fencing of a host whose storage is alive.</summary>
public sealed record SkipIfSdActiveResource
{
    /// <summary>Always false, and input takes nothing else.</summary>
    [WireMember("enabled")]
    public bool? Enabled { get; init; }
}
