using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Faults;

/// <summary>Why a request failed (spec/rest.md 4).</summary>
[WireType("fault", Plural = "faults")]
public sealed record FaultResource
{
    /// <summary>What happened; the refusals of an operation are printed as a list, <c>[first, second]</c>.</summary>
    [WireMember("detail")]
    public string? Detail { get; init; }

    /// <summary>Kind of failure, such as <c>Operation Failed</c>.</summary>
    [WireMember("reason")]
    public string? Reason { get; init; }
}
