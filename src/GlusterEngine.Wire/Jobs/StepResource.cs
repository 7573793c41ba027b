using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Wire.Jobs;

/// <summary>A step of a job (spec/rest.md 6.8).</summary>
[WireType("step", Plural = "steps")]
public sealed record StepResource : IdentifiedResource
{
    /// <summary>Extension, running gluster tasks: bytes moved in a second, smoothed over some minutes; absent while not known.</summary>
    [WireMember("bytes_per_second")]
    public decimal? BytesPerSecond { get; init; }

    /// <summary>Extension, running gluster tasks: when the counters of all nodes that work were read; they are as old as that where a node does not answer.</summary>
    [WireMember("counters_time")]
    public DateTimeOffset? CountersTime { get; init; }

    /// <summary>When it ended; null while it runs, and while migrated bricks wait for the commit.</summary>
    [WireMember("end_time")]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Extension, running gluster tasks: what the estimate of the end rests on, or why there is none.</summary>
    [WireMember("eta_basis")]
    public string? EtaBasis { get; init; }

    /// <summary>Extension, running gluster tasks: when it may end at the earliest; absent when no estimate can be made.</summary>
    [WireMember("eta_earliest")]
    public DateTimeOffset? EtaEarliest { get; init; }

    /// <summary>Extension, running gluster tasks: when it should have ended at the latest.</summary>
    [WireMember("eta_latest")]
    public DateTimeOffset? EtaLatest { get; init; }

    /// <summary>Whether a client made it, rather than the engine.</summary>
    [WireMember("external")]
    public bool? External { get; init; }

    /// <summary>System that does the work: <c>gluster</c> for the step of a gluster task, else null.</summary>
    [WireMember("external_type")]
    [WireValues("vdsm", "gluster")]
    public string? ExternalType { get; init; }

    /// <summary>Extension, running gluster tasks: files moved in a second, smoothed over some minutes; absent while not known.</summary>
    [WireMember("files_per_second")]
    public decimal? FilesPerSecond { get; init; }

    /// <summary>Extension, gluster tasks: progressing, stalled, unresponsive, or host_unresponsive while no host answers; absent before the first look and after the end.</summary>
    [WireMember("health")]
    [WireValues("progressing", "stalled", "unresponsive", "host_unresponsive")]
    public string? Health { get; init; }

    /// <summary>Extension: which nodes are concerned, and the remedy.</summary>
    [WireMember("health_detail")]
    public string? HealthDetail { get; init; }

    /// <summary>Extension: since when.</summary>
    [WireMember("health_since")]
    public DateTimeOffset? HealthSince { get; init; }

    /// <summary>Extension, gluster tasks: nodes that reported in the last look.</summary>
    [WireMember("nodes_answered")]
    public int? NodesAnswered { get; init; }

    /// <summary>Extension, gluster tasks: nodes that should report.</summary>
    [WireMember("nodes_expected")]
    public int? NodesExpected { get; init; }

    /// <summary>Place under its parent, from 0.</summary>
    [WireMember("number")]
    public int? Number { get; init; }

    /// <summary>How much is done, 0 to 100 percent; null when that is not known.</summary>
    [WireMember("progress")]
    public int? Progress { get; init; }

    /// <summary>Extension, gluster tasks: name of the host that first showed a task started elsewhere.</summary>
    [WireMember("seen_by")]
    public string? SeenBy { get; init; }

    /// <summary>Extension, gluster tasks: engine, or cli for one that was started elsewhere.</summary>
    [WireMember("source")]
    [WireValues("engine", "cli")]
    public string? Source { get; init; }

    /// <summary>When it started.</summary>
    [WireMember("start_time")]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary><c>started</c>, <c>finished</c>, <c>failed</c>, <c>aborted</c> or <c>unknown</c>.</summary>
    [WireMember("status")]
    [WireValues("started", "finished", "failed", "aborted", "unknown")]
    public string? Status { get; init; }

    /// <summary>Extension, gluster tasks: gluster's task id.</summary>
    [WireMember("task_id")]
    public string? TaskId { get; init; }

    /// <summary>What it does, such as <c>rebalancing_volume</c> (spec/rest.md 3.1, StepEnum).</summary>
    [WireMember("type")]
    [WireValues("validating", "executing", "finalizing", "rebalancing_volume", "removing_bricks", "unknown")]
    public string? Type { get; init; }

    /// <summary>Extension, removing_bricks: the bricks that leave or left, by name; the bricks themselves may be gone.</summary>
    [WireMember("bricks")]
    public IReadOnlyList<GlusterBrickResource>? Bricks { get; init; }

    /// <summary>Host on which it runs.</summary>
    [WireMember("execution_host")]
    public HostResource? ExecutionHost { get; init; }

    /// <summary>Job it belongs to.</summary>
    [WireMember("job")]
    public JobResource? Job { get; init; }

    /// <summary>Step above it; null for the steps at the top of a job.</summary>
    [WireMember("parent_step")]
    public StepResource? ParentStep { get; init; }

    /// <summary>Statistics, inlined when followed.</summary>
    [WireMember("statistics")]
    public IReadOnlyList<StatisticResource>? Statistics { get; init; }
}
