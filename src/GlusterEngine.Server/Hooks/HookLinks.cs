using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Follow;
using GlusterEngine.Wire.Hooks;

namespace GlusterEngine.Server.Hooks;

/// <summary>Links of a hook that can be followed.</summary>
internal static class HookLinks
{
    public static IReadOnlyList<FollowedLink> All { get; } =
    [
        ClusterReader.LinkOf<GlusterHookResource>(static hook => hook.Cluster, static (hook, cluster) => hook with { Cluster = cluster }),
    ];
}
