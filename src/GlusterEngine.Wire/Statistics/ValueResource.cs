using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Statistics;

/// <summary>Value of a statistic: a number or a text.</summary>
[WireType("value", Plural = "values")]
public sealed record ValueResource
{
    /// <summary>The number, in the statistic's unit; null for a text.</summary>
    [WireMember("datum")]
    public decimal? Datum { get; init; }

    /// <summary>The text; null for a number.</summary>
    [WireMember("detail")]
    public string? Detail { get; init; }
}
