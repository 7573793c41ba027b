using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Links;

namespace GlusterEngine.Wire;

/// <summary>
/// A listing as the root of a document: <c>gluster_volumes</c>, <c>bricks</c>, <c>jobs</c> and so on, named by its items' type.
/// </summary>
/// <typeparam name="TItem">Type of the items.</typeparam>
public sealed record CollectionResource<TItem>
    where TItem : class
{
    /// <summary>What can be done with the collection; only that of the bricks has any (spec/rest.md 6.5 and 8).</summary>
    [WireMember("actions")]
    public IReadOnlyList<LinkResource>? Actions { get; init; }

    /// <summary>The items, in the order in which they are shown.</summary>
    [WireItems(ShowsEmptyArray = true)]
    public IReadOnlyList<TItem> Items { get; init; } = [];
}
