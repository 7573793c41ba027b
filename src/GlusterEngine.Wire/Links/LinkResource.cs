using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Links;

/// <summary>A way to a sub-collection, to an action or, from the entry point, to a collection.</summary>
[WireType("link", Plural = "links")]
public sealed record LinkResource
{
    /// <summary>Absolute path, without scheme and host.</summary>
    [WireMember("href", IsAttribute = true)]
    public string? Href { get; init; }

    /// <summary>What is there: the last segment of the path, lower case without underscores.</summary>
    [WireMember("rel", IsAttribute = true)]
    public string? Rel { get; init; }
}
