using GlusterEngine.Wire.Api;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Hooks;
using GlusterEngine.Wire.Links;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Wire.Clusters;

/// <summary>A cluster. Input needs a name; the other members that are shown here are accepted.</summary>
[WireType("cluster", Plural = "clusters")]
public sealed record ClusterResource : IdentifiedResource
{
    /// <summary>Whether it runs gluster.</summary>
    [WireMember("gluster_service")]
    public bool? GlusterService { get; init; }

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
}
