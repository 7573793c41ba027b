using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Hosts;

/// <summary>Fencing of a host's machine, which this server does not do.</summary>
public sealed record PowerManagementResource
{
    /// <summary>Always false, and input takes nothing else.</summary>
    [WireMember("enabled")]
    public bool? Enabled { get; init; }

    /// <summary>Always false, and input takes nothing else.</summary>
    [WireMember("kdump_detection")]
    public bool? KdumpDetection { get; init; }
}
