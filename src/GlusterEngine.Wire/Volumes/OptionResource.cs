using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Volumes;

/// <summary>An option of a volume.</summary>
[WireType("option", Plural = "options")]
public sealed record OptionResource
{
    /// <summary>Key, such as <c>nfs.disable</c>.</summary>
    [WireMember("name")]
    public string? Name { get; init; }

    /// <summary>Type of the value.</summary>
    [WireMember("type")]
    public string? Type { get; init; }

    /// <summary>Value as gluster prints it.</summary>
    [WireMember("value")]
    public string? Value { get; init; }
}
