using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Migrations;

/// <summary>Extension: what the commit gate found.</summary>
[WireType("gate", Plural = "gates")]
public sealed record GateResource
{
    /// <summary>Whether nothing speaks against the commit.</summary>
    [WireMember("green")]
    public bool? IsGreen { get; init; }

    /// <summary>When it looked.</summary>
    [WireMember("time")]
    public DateTimeOffset? Time { get; init; }

    /// <summary>What speaks against it.</summary>
    [WireMember("findings")]
    public IReadOnlyList<FindingResource>? Findings { get; init; }

    /// <summary>Bricks whose files could be looked at.</summary>
    [WireMember("looked_at", Item = "brick")]
    public IReadOnlyList<string>? LookedAt { get; init; }

    /// <summary>Files that still lie on them.</summary>
    [WireMember("leftover_files")]
    public long? LeftoverFiles { get; init; }

    /// <summary>Bytes of those.</summary>
    [WireMember("leftover_bytes")]
    public long? LeftoverBytes { get; init; }

    /// <summary>Paths of the first hundred.</summary>
    [WireMember("leftovers", Item = "path")]
    public IReadOnlyList<string>? Leftovers { get; init; }
}
