using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Virtualization;

namespace GlusterEngine.Server.Virtualization;

/// <summary>
/// What oVirt does with the virtual machines of a cluster, of which this engine runs none. It is shown as of a cluster in which nothing of it is done: oVirt's Ansible
/// collection reads it of each cluster, whether it is there or not. Pure.
/// </summary>
internal static class VirtualMachines
{
    private const string OnError = "do_not_migrate";
    private const string Bandwidth = "auto";
    private const string PolicyName = "none";
    private const int Threshold = 50;
    private const int OverCommit = 100;

    // oVirt's id of it.
    private static readonly Guid PolicyId = Guid.Empty;

    /// <summary>The one scheduling policy.</summary>
    public static SchedulingPolicyResource Policy(Hrefs hrefs) => new() { Id = PolicyId.ToString(), Href = hrefs.SchedulingPolicy(PolicyId), Name = PolicyName };

    public static ClusterResource Show(ClusterResource cluster, Hrefs hrefs) => cluster with
    {
        ErrorHandling = new() { OnError = OnError },
        FencingPolicy = new()
        {
            Enabled = false,
            SkipIfConnectivityBroken = new() { Enabled = false, Threshold = Threshold },
            SkipIfGlusterBricksUp = false,
            SkipIfGlusterQuorumNotMet = false,
            SkipIfSdActive = new() { Enabled = false },
        },
        Ksm = new() { Enabled = false, MergeAcrossNodes = true },
        MemoryPolicy = new() { OverCommit = new() { Percent = OverCommit } },
        Migration = new() { Bandwidth = new() { AssignmentMethod = Bandwidth } },
        // Not left out: the collection sorts the list, asks the pool for its id, and follows the link of the policy.
        RequiredRngSources = [],
        MacPool = new(),
        SchedulingPolicy = Policy(hrefs) with { Name = null },
    };

    /// <summary>Takes what is shown, and nothing else.</summary>
    /// <exception cref="FaultException">Something is to be done with virtual machines; 400.</exception>
    public static void Refuse(ClusterResource cluster)
    {
        Take("virt_service", cluster.VirtService, false);
        if (cluster.GlusterService is false) throw FaultException.BadRequest("cluster.gluster_service: the clusters of this engine are gluster's; leave it out.");
        Take("error_handling.on_error", cluster.ErrorHandling?.OnError, OnError);
        Take("fencing_policy.enabled", cluster.FencingPolicy?.Enabled, false);
        Take("fencing_policy.skip_if_connectivity_broken.enabled", cluster.FencingPolicy?.SkipIfConnectivityBroken?.Enabled, false);
        Take("fencing_policy.skip_if_connectivity_broken.threshold", cluster.FencingPolicy?.SkipIfConnectivityBroken?.Threshold, Threshold);
        Take("fencing_policy.skip_if_gluster_bricks_up", cluster.FencingPolicy?.SkipIfGlusterBricksUp, false);
        Take("fencing_policy.skip_if_gluster_quorum_not_met", cluster.FencingPolicy?.SkipIfGlusterQuorumNotMet, false);
        Take("fencing_policy.skip_if_sd_active.enabled", cluster.FencingPolicy?.SkipIfSdActive?.Enabled, false);
        Take("ksm.enabled", cluster.Ksm?.Enabled, false);
        Take("ksm.merge_across_nodes", cluster.Ksm?.MergeAcrossNodes, true);
        Take("memory_policy.over_commit.percent", cluster.MemoryPolicy?.OverCommit?.Percent, OverCommit);
        Take("migration.bandwidth.assignment_method", cluster.Migration?.Bandwidth?.AssignmentMethod, Bandwidth);
        Take("required_rng_sources", cluster.RequiredRngSources?.FirstOrDefault(), "");
        Take("mac_pool", cluster.MacPool?.Id ?? cluster.MacPool?.Name, "");
        Take("scheduling_policy.id", cluster.SchedulingPolicy?.Id, PolicyId.ToString());
        Take("scheduling_policy.name", cluster.SchedulingPolicy?.Name, PolicyName);
    }

    private static void Take(string member, object? given, object shown)
    {
        if (given is not null && !given.Equals(shown)) throw FaultException.BadRequest($"cluster.{member}: this engine runs no virtual machines, and fences no hosts; leave it out.");
    }
}
