using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>Part of <see cref="MigrationOptionsResource"/>: how much of the network migrations take.</summary>
public sealed record MigrationBandwidthResource
{
    /// <summary>Always <c>auto</c>, oVirt's default, and input takes nothing else.</summary>
    [WireMember("assignment_method")]
    [WireValues("auto", "custom", "hypervisor_default")]
    public string? AssignmentMethod { get; init; }
}
