using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Hosts;

/// <summary>A host. Input needs name and address.</summary>
[WireType("host", Plural = "hosts")]
[WireUnsupported("display", "This server runs no virtual machines, so nobody looks at their screens: leave it out.")]
[WireUnsupported("root_password", "This server never logs in with a password: say with 'transport' how the host's gluster is reached.")]
[WireUnsupported("vgpu_placement", "This server runs no virtual machines, so none gets a graphics card: leave it out.")]
public sealed record HostResource : IdentifiedResource
{
    /// <summary>Host name or IP address under which gluster knows it.</summary>
    [WireMember("address")]
    public string? Address { get; init; }

    /// <summary>Extension: path of glusterd's unix socket for the transport <c>cli</c>; null = gluster's default.</summary>
    [WireMember("glusterd_socket")]
    public string? GlusterdSocket { get; init; }

    /// <summary>System of the machine: shown for every host as one without kernel parameters of oVirt's.</summary>
    [WireMember("os")]
    public OperatingSystemResource? OperatingSystem { get; init; }

    /// <summary>Of oVirt: taken without any effect, for this server leaves the firewall of a machine alone.</summary>
    [WireMember("override_iptables")]
    public bool? OverrideIptables { get; init; }

    /// <summary>Port of VDSM on a host of oVirt: 54321, shown for every host, whatever its transport.</summary>
    [WireMember("port")]
    public int? Port { get; init; }

    /// <summary>Fencing of the machine: shown for every host as off.</summary>
    [WireMember("power_management")]
    public PowerManagementResource? PowerManagement { get; init; }

    /// <summary>Protocol of VDSM on a host of oVirt: <c>stomp</c>, shown for every host, whatever its transport.</summary>
    [WireMember("protocol")]
    public string? Protocol { get; init; }

    /// <summary>Its turn as manager of a storage pool: shown for every host as oVirt's default.</summary>
    [WireMember("spm")]
    public SpmResource? Spm { get; init; }

    /// <summary>How it is logged in to, for the transport <c>ssh</c>.</summary>
    [WireMember("ssh")]
    public SshResource? Ssh { get; init; }

    /// <summary>State, lower case (spec/rest.md 3.1, HostStatus).</summary>
    [WireMember("status")]
    [WireValues(
        "up", "down", "maintenance", "preparing_for_maintenance", "non_operational", "non_responsive", "connecting", "unassigned", "initializing",
        "installing", "install_failed", "installing_os", "reboot", "error", "kdumping", "pending_approval")]
    public string? Status { get; init; }

    /// <summary>Why the host is not up.</summary>
    [WireMember("status_detail")]
    public string? StatusDetail { get; init; }

    /// <summary>Extension: since when it is in that state, such as unresponsive.</summary>
    [WireMember("status_since")]
    public DateTimeOffset? StatusSince { get; init; }

    /// <summary>Extension: how the host's gluster is reached, lower case, such as <c>cli</c>.</summary>
    [WireMember("transport")]
    public string? Transport { get; init; }

    /// <summary>Kind of host, always shown as <c>rhel</c>, oVirt's word for a plain Linux; input takes <c>rhel</c>, <c>ovirt_node</c> and <c>rhev_h</c>.</summary>
    [WireMember("type")]
    [WireValues("rhel", "ovirt_node", "rhev_h")]
    public string? Type { get; init; }

    /// <summary>Cluster it belongs to; input names it by id or name.</summary>
    [WireMember("cluster")]
    public ClusterResource? Cluster { get; init; }
}
