using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Hosts;

/// <summary>A host as manager of a storage pool, of which there are none here.</summary>
public sealed record SpmResource
{
    /// <summary>Always 5, oVirt's default, and input takes nothing else.</summary>
    [WireMember("priority")]
    public int? Priority { get; init; }
}
