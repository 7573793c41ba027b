using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Api;

/// <summary>How many objects there are.</summary>
public sealed record SummaryResource
{
    /// <summary>Hosts; active = up.</summary>
    [WireMember("hosts")]
    public CountResource? Hosts { get; init; }

    /// <summary>Users; active = logged in.</summary>
    [WireMember("users")]
    public CountResource? Users { get; init; }
}
