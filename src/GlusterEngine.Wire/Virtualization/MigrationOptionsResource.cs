using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>How virtual machines migrate between hosts; this server runs none.</summary>
public sealed record MigrationOptionsResource
{
    /// <summary>How much of the network they take.</summary>
    [WireMember("bandwidth")]
    public MigrationBandwidthResource? Bandwidth { get; init; }
}
