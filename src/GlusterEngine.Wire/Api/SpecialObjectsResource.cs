using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Links;

namespace GlusterEngine.Wire.Api;

/// <summary>Objects with well-known ids.</summary>
public sealed record SpecialObjectsResource
{
    /// <summary>The tag above all tags.</summary>
    [WireMember("root_tag")]
    public ReferenceResource? RootTag { get; init; }
}
