using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>Part of a <see cref="MemoryPolicyResource"/>: what may be promised of the memory there is.</summary>
public sealed record MemoryOverCommitResource
{
    /// <summary>Percent of the memory: always 100, no more than there is, and input takes nothing else.</summary>
    [WireMember("percent")]
    public int? Percent { get; init; }
}
