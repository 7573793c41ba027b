using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Hosts;

/// <summary>Extension: why a connection failed.</summary>
public sealed record ConnectionErrorResource
{
    /// <summary>What kind of failure, such as <c>unreachable</c> or <c>host_key_changed</c>.</summary>
    [WireMember("code")]
    public string? Code { get; init; }

    /// <summary>What happened and what to do.</summary>
    [WireMember("detail")]
    public string? Detail { get; init; }

    /// <summary>When.</summary>
    [WireMember("time")]
    public DateTimeOffset? Time { get; init; }
}
