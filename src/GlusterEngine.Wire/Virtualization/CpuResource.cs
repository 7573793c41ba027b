using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>Processors for the virtual machines of a cluster, of which this server runs none. Input only.</summary>
public sealed record CpuResource
{
    /// <summary>Such as <c>x86_64</c>; any word is taken.</summary>
    [WireMember("architecture")]
    public string? Architecture { get; init; }

    /// <summary>Such as <c>Intel Nehalem Family</c>; any text is taken.</summary>
    [WireMember("type")]
    public string? Type { get; init; }
}
