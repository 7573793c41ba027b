using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Engines;

/// <summary>Extension: an engine on this database. Another start of the same engine is another one.</summary>
[WireType("engine", Plural = "engines")]
public sealed record EngineResource : IdentifiedResource
{
    /// <summary>Its last sign of life; one comes every few seconds.</summary>
    [WireMember("last_seen")]
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>When it started.</summary>
    [WireMember("started")]
    public DateTimeOffset? Started { get; init; }

    /// <summary><c>alive</c>, or <c>dead</c> for one that went without a word; it is shown for a day.</summary>
    [WireMember("status")]
    [WireValues("alive", "dead")]
    public string? Status { get; init; }

    /// <summary>Clusters whose tasks it was the last to look at.</summary>
    [WireMember("clusters_polled")]
    public IReadOnlyList<ClusterPollResource>? ClustersPolled { get; init; }
}
