using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Hosts;

/// <summary>The system of a host's machine.</summary>
public sealed record OperatingSystemResource
{
    /// <summary>Kernel parameters that oVirt sets: always empty, and input takes nothing else.</summary>
    [WireMember("custom_kernel_cmdline")]
    public string? CustomKernelCommandLine { get; init; }
}
