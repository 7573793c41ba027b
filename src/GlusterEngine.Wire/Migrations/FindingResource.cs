using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Migrations;

/// <summary>Extension: something that speaks against a commit.</summary>
[WireType("finding", Plural = "findings")]
public sealed record FindingResource
{
    /// <summary>What kind of thing.</summary>
    [WireMember("key")]
    public string? Key { get; init; }

    /// <summary>What it is.</summary>
    [WireMember("detail")]
    public string? Detail { get; init; }

    /// <summary>What to do about it.</summary>
    [WireMember("next")]
    public string? Next { get; init; }

    /// <summary>Whether a commit with override and a reason may pass over it.</summary>
    [WireMember("overridable")]
    public bool? IsOverridable { get; init; }
}
