using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Engines;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;

namespace GlusterEngine.Wire.Volumes;

/// <summary>Extension: who holds the lock of a volume. A volume that nobody holds shows none.</summary>
[WireType("lease", Plural = "leases")]
public sealed record LeaseResource
{
    /// <summary>Grows with every hand-over; a write under an older one changes nothing.</summary>
    [WireMember("generation")]
    public long? Generation { get; init; }

    /// <summary>The generation that gluster was last known to keep for the volume; behind the other one where nothing was changed since, or a peer was away.</summary>
    [WireMember("gluster_generation")]
    public long? GlusterGeneration { get; init; }

    /// <summary>Who can refuse what comes late: <c>gluster</c>, which keeps the generation too, or <c>engine only</c>: since it was taken nothing was changed, or a peer was away.</summary>
    [WireMember("generation_kept_by")]
    [WireValues("gluster", "engine only")]
    public string? GenerationKeptBy { get; init; }

    /// <summary>When it was last handed over.</summary>
    [WireMember("since")]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Engine that took it or last worked under it.</summary>
    [WireMember("engine")]
    public EngineResource? Engine { get; init; }

    /// <summary>Host through which the task was last worked on; absent when none was asked.</summary>
    [WireMember("host")]
    public HostResource? Host { get; init; }

    /// <summary>The volume, by whose href the lease is released; while it is created, under an id that only the lease has.</summary>
    [WireMember("gluster_volume")]
    public GlusterVolumeResource? GlusterVolume { get; init; }

    /// <summary>Job of the step.</summary>
    [WireMember("job")]
    public JobResource? Job { get; init; }

    /// <summary>Step that holds it.</summary>
    [WireMember("step")]
    public StepResource? Step { get; init; }
}
