using GlusterEngine.Wire.Api;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Hooks;
using GlusterEngine.Wire.Links;
using GlusterEngine.Wire.Virtualization;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Wire.Clusters;

/// <summary>A cluster. Input needs a name; the other members that are shown here are accepted.</summary>
[WireType("cluster", Plural = "clusters")]
[WireUnsupported("ballooning_enabled", "This server runs no virtual machines, so none gives memory back: leave it out.")]
[WireUnsupported("display", "This server runs no virtual machines, so nobody looks at their screens: leave it out.")]
[WireUnsupported("firewall_type", "This server changes no firewall of a host: leave it out.")]
[WireUnsupported("switch_type", "This server changes no network of a host: leave it out.")]
[WireUnsupported("threads_as_cores", "This server runs no virtual machines, so none gets a core: leave it out.")]
public sealed record ClusterResource : IdentifiedResource
{
    /// <summary>Processors for virtual machines, which oVirt's clients may send; it has no effect and is not shown.</summary>
    [WireMember("cpu")]
    public CpuResource? Cpu { get; init; }

    /// <summary>Virtual machines of a host that fails: shown for every cluster as left alone.</summary>
    [WireMember("error_handling")]
    public ErrorHandlingResource? ErrorHandling { get; init; }

    /// <summary>Fencing of its hosts: shown for every cluster as off.</summary>
    [WireMember("fencing_policy")]
    public FencingPolicyResource? FencingPolicy { get; init; }

    /// <summary>Whether it runs gluster.</summary>
    [WireMember("gluster_service")]
    public bool? GlusterService { get; init; }

    /// <summary>Profile of tuned for the hosts, which oVirt's clients may send; it has no effect and is not shown.</summary>
    [WireMember("gluster_tuned_profile")]
    public string? GlusterTunedProfile { get; init; }

    /// <summary>Merging of memory pages: shown for every cluster as off.</summary>
    [WireMember("ksm")]
    public KsmResource? Ksm { get; init; }

    /// <summary>Memory of virtual machines: shown for every cluster as never more than there is.</summary>
    [WireMember("memory_policy")]
    public MemoryPolicyResource? MemoryPolicy { get; init; }

    /// <summary>Migration of virtual machines: shown for every cluster as oVirt's default.</summary>
    [WireMember("migration")]
    public MigrationOptionsResource? Migration { get; init; }

    /// <summary>Sources of random numbers for virtual machines: shown for every cluster as none.</summary>
    [WireMember("required_rng_sources", Item = "required_rng_source")]
    public IReadOnlyList<string>? RequiredRngSources { get; init; }

    /// <summary>Compatibility level: major and minor.</summary>
    [WireMember("version")]
    public VersionResource? Version { get; init; }

    /// <summary>Whether it runs virtual machines.</summary>
    [WireMember("virt_service")]
    public bool? VirtService { get; init; }

    /// <summary>Data center; oVirt's clients must send one.</summary>
    [WireMember("data_center")]
    public ReferenceResource? DataCenter { get; init; }

    /// <summary>Hooks, inlined when followed.</summary>
    [WireMember("gluster_hooks")]
    public IReadOnlyList<GlusterHookResource>? GlusterHooks { get; init; }

    /// <summary>Volumes, inlined when followed.</summary>
    [WireMember("gluster_volumes")]
    public IReadOnlyList<GlusterVolumeResource>? GlusterVolumes { get; init; }

    /// <summary>MAC addresses for virtual machines: shown for every cluster as an empty one.</summary>
    [WireMember("mac_pool")]
    public MacPoolResource? MacPool { get; init; }

    /// <summary>On which host a virtual machine starts: the same for every cluster.</summary>
    [WireMember("scheduling_policy")]
    public SchedulingPolicyResource? SchedulingPolicy { get; init; }
}
