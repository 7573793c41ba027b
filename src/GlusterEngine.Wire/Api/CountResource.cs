using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Api;

/// <summary>How many objects of a kind there are.</summary>
public sealed record CountResource
{
    /// <summary>Those in use.</summary>
    [WireMember("active")]
    public int? Active { get; init; }

    /// <summary>All of them.</summary>
    [WireMember("total")]
    public int? Total { get; init; }
}
