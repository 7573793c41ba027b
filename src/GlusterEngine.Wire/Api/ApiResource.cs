using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Links;

namespace GlusterEngine.Wire.Api;

/// <summary>The entry point (spec/rest.md 3.2).</summary>
[WireType("api")]
public sealed record ApiResource
{
    /// <summary>The collections, and the searches in them (<c>clusters/search</c>).</summary>
    [WireItems]
    public IReadOnlyList<LinkResource> Links { get; init; } = [];

    /// <summary>What answers. Clients branch on its version.</summary>
    [WireMember("product_info")]
    public ProductResource? Product { get; init; }

    /// <summary>Objects with well-known ids.</summary>
    [WireMember("special_objects")]
    public SpecialObjectsResource? SpecialObjects { get; init; }

    /// <summary>How many objects there are.</summary>
    [WireMember("summary")]
    public SummaryResource? Summary { get; init; }

    /// <summary>The server's time.</summary>
    [WireMember("time")]
    public DateTimeOffset? Time { get; init; }

    /// <summary>Who logged in.</summary>
    [WireMember("authenticated_user")]
    public ReferenceResource? AuthenticatedUser { get; init; }

    /// <summary>In whose name requests run.</summary>
    [WireMember("effective_user")]
    public ReferenceResource? EffectiveUser { get; init; }
}
