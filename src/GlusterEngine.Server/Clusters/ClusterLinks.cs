using GlusterEngine.Server.Follow;
using GlusterEngine.Server.Hooks;
using GlusterEngine.Server.Virtualization;
using GlusterEngine.Server.Volumes;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Hooks;
using GlusterEngine.Wire.Virtualization;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.Server.Clusters;

/// <summary>Links of a cluster that can be followed.</summary>
internal static class ClusterLinks
{
    public static IReadOnlyList<FollowedLink> All { get; } =
    [
        new FollowedLinkTo<ClusterResource, GlusterVolumeResource>(
            ["glustervolumes"],
            static async (reader, clusters) =>
            {
                var ids = clusters.Select(static cluster => Guid.Parse(cluster.Id!)).ToArray();
                var volumes = (await VolumeResources.LoadAsync(reader.Db, reader.Db.Volumes.Where(volume => ids.Contains(volume.ClusterId)), reader.Hrefs, reader.Aborted))
                    .ToLookup(static volume => volume.Cluster!.Id);
                return cluster => [.. volumes[cluster.Id]];
            },
            static (cluster, volumes) => cluster with { GlusterVolumes = volumes }),
        new FollowedLinkTo<ClusterResource, GlusterHookResource>(
            ["glusterhooks"],
            static async (reader, clusters) =>
            {
                var ids = clusters.Select(static cluster => Guid.Parse(cluster.Id!)).ToArray();
                var hooks = (await HookResources.LoadAsync(reader.Db, reader.Db.Hooks.Where(hook => ids.Contains(hook.ClusterId)), reader.Hrefs, reader.Aborted))
                    .ToLookup(static hook => hook.Cluster!.Id);
                return cluster => [.. hooks[cluster.Id]];
            },
            static (cluster, hooks) => cluster with { GlusterHooks = hooks }),
        new FollowedLinkTo<ClusterResource, SchedulingPolicyResource>(
            ["schedulingpolicy"],
            static (reader, _) => Task.FromResult<Func<ClusterResource, IReadOnlyList<SchedulingPolicyResource>>>(_ => [VirtualMachines.Policy(reader.Hrefs)]),
            static (cluster, policies) => cluster with { SchedulingPolicy = policies[0] }),
    ];
}
