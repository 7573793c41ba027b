using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Api;

/// <summary>A version of the product, or a cluster's compatibility level (major and minor only).</summary>
public sealed record VersionResource
{
    /// <summary>Third number.</summary>
    [WireMember("build")]
    public int? Build { get; init; }

    /// <summary>The version as text, such as <c>4.5.8</c>.</summary>
    [WireMember("full_version")]
    public string? FullVersion { get; init; }

    /// <summary>First number.</summary>
    [WireMember("major")]
    public int? Major { get; init; }

    /// <summary>Second number.</summary>
    [WireMember("minor")]
    public int? Minor { get; init; }

    /// <summary>Fourth number.</summary>
    [WireMember("revision")]
    public int? Revision { get; init; }
}
