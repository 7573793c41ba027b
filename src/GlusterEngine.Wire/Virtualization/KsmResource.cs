using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>Merging of equal memory pages of virtual machines, of which this server runs none.</summary>
public sealed record KsmResource
{
    /// <summary>Always false, and input takes nothing else.</summary>
    [WireMember("enabled")]
    public bool? Enabled { get; init; }

    /// <summary>Always true, oVirt's default, and input takes nothing else.</summary>
    [WireMember("merge_across_nodes")]
    public bool? MergeAcrossNodes { get; init; }
}
