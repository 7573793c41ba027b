using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Hosts;

namespace GlusterEngine.Wire.Jobs;

/// <summary>Extension: counters of a gluster task on one node at one moment. oVirt keeps no history.</summary>
[WireType("sample", Plural = "samples")]
public sealed record SampleResource : IdentifiedResource
{
    /// <summary>Bytes moved.</summary>
    [WireMember("bytes")]
    public long? Bytes { get; init; }

    /// <summary>Files that could not be moved.</summary>
    [WireMember("files_failed")]
    public long? FilesFailed { get; init; }

    /// <summary>Files moved.</summary>
    [WireMember("files_moved")]
    public long? FilesMoved { get; init; }

    /// <summary>Files looked at.</summary>
    [WireMember("files_scanned")]
    public long? FilesScanned { get; init; }

    /// <summary>Files passed over.</summary>
    [WireMember("files_skipped")]
    public long? FilesSkipped { get; init; }

    /// <summary>The node, by its peer uuid, which also nodes have that were not added as hosts.</summary>
    [WireMember("peer_uuid")]
    public string? PeerUuid { get; init; }

    /// <summary>Seconds the node had worked. Begins again at 0 with the node's process, like all counters.</summary>
    [WireMember("run_time")]
    public decimal? RunTime { get; init; }

    /// <summary>Gluster's status of the node, in lower case.</summary>
    [WireMember("status")]
    [WireValues(
        "not_started", "in_progress", "stopped", "completed", "failed", "fix_layout_in_progress", "fix_layout_stopped", "fix_layout_completed",
        "fix_layout_failed", "reset_due_to_replace_brick", "reset_due_to_reset_brick", "unknown")]
    public string? Status { get; init; }

    /// <summary>When the engine looked.</summary>
    [WireMember("time")]
    public DateTimeOffset? Time { get; init; }

    /// <summary>The node as a host; absent when it was not added.</summary>
    [WireMember("host")]
    public HostResource? Host { get; init; }

    /// <summary>Step it is about.</summary>
    [WireMember("step")]
    public StepResource? Step { get; init; }
}
