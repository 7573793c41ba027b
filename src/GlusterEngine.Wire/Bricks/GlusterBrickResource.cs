using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Statistics;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Wire.Bricks;

/// <summary>
/// A brick (spec/rest.md 6.5). The members from <see cref="Device"/> to <see cref="Port"/> are shown for all-content only.
/// </summary>
[WireType("brick", Plural = "bricks")]
public sealed record GlusterBrickResource : IdentifiedResource
{
    /// <summary>Block device of its file system.</summary>
    [WireMember("device")]
    public string? Device { get; init; }

    /// <summary>Type of its file system, such as <c>xfs</c>.</summary>
    [WireMember("fs_name")]
    public string? FileSystem { get; init; }

    /// <summary>Who is connected to it.</summary>
    [WireMember("gluster_clients")]
    public IReadOnlyList<GlusterClientResource>? Clients { get; init; }

    /// <summary>Memory pools of its process.</summary>
    [WireMember("memory_pools")]
    public IReadOnlyList<MemoryPoolResource>? MemoryPools { get; init; }

    /// <summary>Mount options of its file system, separated by commas.</summary>
    [WireMember("mnt_options")]
    public string? MountOptions { get; init; }

    /// <summary>Id of its process.</summary>
    [WireMember("pid")]
    public int? ProcessId { get; init; }

    /// <summary>TCP port of its process.</summary>
    [WireMember("port")]
    public int? Port { get; init; }

    /// <summary>Its directory on the host.</summary>
    [WireMember("brick_dir")]
    public string? BrickDirectory { get; init; }

    /// <summary>Id of its host.</summary>
    [WireMember("server_id")]
    public string? ServerId { get; init; }

    /// <summary><c>up</c>, <c>down</c> or <c>unknown</c>.</summary>
    [WireMember("status")]
    [WireValues("up", "down", "unknown")]
    public string? Status { get; init; }

    /// <summary>Extension: the step that moves its data away, while that is open.</summary>
    [WireMember("migration")]
    public StepResource? Migration { get; init; }

    /// <summary>Extension: entries that wait for a heal, when refreshglusterhealstatus last counted them; absent where gluster counts none.</summary>
    [WireMember("pending_heals")]
    public long? PendingHeals { get; init; }

    /// <summary>Extension: when they were counted.</summary>
    [WireMember("heals_counted_time")]
    public DateTimeOffset? HealsCountedTime { get; init; }

    /// <summary>Volume it belongs to.</summary>
    [WireMember("gluster_volume")]
    public GlusterVolumeResource? GlusterVolume { get; init; }

    /// <summary>Statistics, inlined when followed.</summary>
    [WireMember("statistics")]
    public IReadOnlyList<StatisticResource>? Statistics { get; init; }
}
