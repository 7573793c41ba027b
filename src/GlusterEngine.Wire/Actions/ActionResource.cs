using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Migrations;
using GlusterEngine.Wire.Profiles;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Wire.Actions;

/// <summary>
/// What an action is given, and what it answers: the sender's members and then <see cref="Job"/>, <see cref="Status"/> and so on.
/// </summary>
[WireType("action", Plural = "actions")]
public sealed record ActionResource : IdentifiedResource
{
    /// <summary>Whether to answer before the work is done.</summary>
    [WireMember("async")]
    public bool? Async { get; init; }

    /// <summary>Extension, migrate: whether the engine commits by itself once the gate is green.</summary>
    [WireMember("auto_commit")]
    public bool? AutoCommit { get; init; }

    /// <summary>Bricks to work on, by name or id.</summary>
    [WireMember("bricks")]
    public IReadOnlyList<GlusterBrickResource>? Bricks { get; init; }

    /// <summary>Cluster to work on.</summary>
    [WireMember("cluster")]
    public ClusterResource? Cluster { get; init; }

    /// <summary>Answer of getprofilestatistics: what the volume did.</summary>
    [WireMember("details")]
    public VolumeProfileResource? Details { get; init; }

    /// <summary>Extension: whether to check everything and do nothing.</summary>
    [WireMember("dry_run")]
    public bool? DryRun { get; init; }

    /// <summary>Why it failed.</summary>
    [WireMember("fault")]
    public FaultResource? Fault { get; init; }

    /// <summary>Rebalance: whether to fix the layout only, without moving data.</summary>
    [WireMember("fix_layout")]
    public bool? FixLayout { get; init; }

    /// <summary>Whether to act in spite of doubts.</summary>
    [WireMember("force")]
    public bool? Force { get; init; }

    /// <summary>Extension, migrate: whether to start although the plan says that the data does not fit.</summary>
    [WireMember("force_plan")]
    public bool? ForcePlan { get; init; }

    /// <summary>Extension of the answer to a commit, or to the replace or reset of a brick: what the gate found.</summary>
    [WireMember("gate")]
    public GateResource? Gate { get; init; }

    /// <summary>Of oVirt: taken and given back, without any effect on gluster.</summary>
    [WireMember("grace_period")]
    public GracePeriodResource? GracePeriod { get; init; }

    /// <summary>Host to work on; in the answer of a host's action, the host.</summary>
    [WireMember("host")]
    public HostResource? Host { get; init; }

    /// <summary>Extension, importhosts: peers to add as hosts; in the answer, those that were added, or those that could be.</summary>
    [WireMember("hosts")]
    public IReadOnlyList<HostResource>? Hosts { get; init; }

    /// <summary>The job of the action: <c>href</c> and <c>id</c>.</summary>
    [WireMember("job")]
    public JobResource? Job { get; init; }

    /// <summary>Extension of the answer: of one that is refused because a task is in progress, who holds the volume's lock; of releaselease, who held it.</summary>
    [WireMember("lease")]
    public LeaseResource? Lease { get; init; }

    /// <summary>Volume option to set or reset.</summary>
    [WireMember("option")]
    public OptionResource? Option { get; init; }

    /// <summary>Extension: of a commit, whether to do it although files were skipped or are left; of a brick's replace or reset, although heals are pending. Takes a reason.</summary>
    [WireMember("override")]
    public bool? Override { get; init; }

    /// <summary>Extension of the answer to a migrate: what it moves, and whether it fits.</summary>
    [WireMember("plan")]
    public PlanResource? Plan { get; init; }

    /// <summary>Why the sender does it.</summary>
    [WireMember("reason")]
    public string? Reason { get; init; }

    /// <summary>Extension, rebalance and migrate: whether the engine asks once more should the start provably get lost on its way.</summary>
    [WireMember("repeat_if_lost")]
    public bool? RepeatIfLost { get; init; }

    /// <summary>Hook conflict: <c>add</c> or <c>copy</c>.</summary>
    [WireMember("resolution_type")]
    [WireValues("add", "copy")]
    public string? ResolutionType { get; init; }

    /// <summary>acceptsshkey: the fingerprint of the key to accept.</summary>
    [WireMember("ssh")]
    public SshResource? Ssh { get; init; }

    /// <summary><c>complete</c>, <c>failed</c>, <c>in_progress</c> or <c>pending</c>: of the request, not of the task it started.</summary>
    [WireMember("status")]
    public string? Status { get; init; }

    /// <summary>Extension of the answer: the step of the task that the action started, <c>href</c> and <c>id</c>.</summary>
    [WireMember("step")]
    public StepResource? Step { get; init; }

    /// <summary>Host deactivation: whether to stop gluster on it.</summary>
    [WireMember("stop_gluster_service")]
    public bool? StopGlusterService { get; init; }

    /// <summary>End of an external job or step: whether it went well.</summary>
    [WireMember("succeeded")]
    public bool? Succeeded { get; init; }

    /// <summary>Extension: lazy, normal or aggressive while the task runs.</summary>
    [WireMember("throttle")]
    [WireValues("lazy", "normal", "aggressive")]
    public string? Throttle { get; init; }
}
