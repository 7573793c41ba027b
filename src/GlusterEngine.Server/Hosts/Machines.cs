using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Hosts;

namespace GlusterEngine.Server.Hosts;

/// <summary>
/// What oVirt does to the machine of a host and this engine never does. It is shown as on a machine to which nothing was done: oVirt's Ansible collection
/// reads it of each host, whether it is there or not. Pure.
/// </summary>
internal static class Machines
{
    // oVirt's default, of a scale from -1 to 10.
    private const int DefaultPriority = 5;

    public static HostResource Show(HostResource host) => host with
    {
        // Not left out: the collection splits the text.
        OperatingSystem = new() { CustomKernelCommandLine = "" },
        PowerManagement = new() { Enabled = false, KdumpDetection = false },
        Spm = new() { Priority = DefaultPriority },
    };

    /// <summary>Takes what is shown, and nothing else.</summary>
    /// <exception cref="FaultException">Something is to be done to the machine; 400.</exception>
    public static void Refuse(HostResource host)
    {
        if (!string.IsNullOrEmpty(host.OperatingSystem?.CustomKernelCommandLine)) throw Refusal("os.custom_kernel_cmdline", "sets no kernel parameters");
        if (host.PowerManagement?.Enabled is true) throw Refusal("power_management.enabled", "switches no machine on or off");
        if (host.PowerManagement?.KdumpDetection is true) throw Refusal("power_management.kdump_detection", "fences no machine");
        if (host.Port is not (null or HostResources.VdsmPort)) throw Refusal("port", "reaches VDSM at one port on all hosts, which Vdsm:Port sets");
        if (host.Protocol is { } protocol && !protocol.Equals(HostResources.VdsmProtocol, StringComparison.OrdinalIgnoreCase)) throw Refusal("protocol", $"speaks {HostResources.VdsmProtocol} with VDSM");
        if (host.Spm?.Priority is not (null or DefaultPriority)) throw Refusal("spm.priority", "has no storage pool to manage");
    }

    private static FaultException Refusal(string member, string why) => FaultException.BadRequest($"host.{member}: this engine {why}; leave it out.");
}
