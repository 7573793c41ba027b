using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Links;

namespace GlusterEngine.Wire;

/// <summary>What every object with an address shows first (spec/rest.md 3 and 5). A null member is left out of the document.</summary>
public abstract record IdentifiedResource
{
    private protected IdentifiedResource()
    {
    }

    /// <summary>Absolute path of the object, without scheme and host.</summary>
    [WireMember("href", IsAttribute = true)]
    public string? Href { get; init; }

    /// <summary>Id: a UUID in lower case, or a decimal number for events.</summary>
    [WireMember("id", IsAttribute = true)]
    public string? Id { get; init; }

    /// <summary>What can be done with the object.</summary>
    [WireMember("actions")]
    public IReadOnlyList<LinkResource>? Actions { get; init; }

    /// <summary>Name.</summary>
    [WireMember("name")]
    public string? Name { get; init; }

    /// <summary>Description. Leave it null rather than empty: libgovirt complains about an empty one.</summary>
    [WireMember("description")]
    public string? Description { get; init; }

    /// <summary>Free text of the object's owner.</summary>
    [WireMember("comment")]
    public string? Comment { get; init; }

    /// <summary>Sub-collections. An empty list is left out.</summary>
    [WireItems]
    public IReadOnlyList<LinkResource> Links { get; init; } = [];
}
