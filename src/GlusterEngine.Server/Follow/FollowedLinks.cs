using GlusterEngine.Server.Rest;

namespace GlusterEngine.Server.Follow;

/// <summary>All links that can be followed. A resource's own are declared beside its controller.</summary>
internal static class FollowedLinks
{
    private static readonly ILookup<Type, FollowedLink> ByOwner = new[]
    {
        Clusters.ClusterLinks.All, Hosts.HostLinks.All, Volumes.VolumeLinks.All, Bricks.BrickLinks.All, Jobs.JobLinks.All, Events.EventLinks.All,
        Hooks.HookLinks.All,
    }.SelectMany(static links => links).ToLookup(static link => link.Owner);

    /// <summary>Refuses a tree with a name that is no link, before anything is read.</summary>
    /// <exception cref="FaultException">There is such a name.</exception>
    public static void Check(Type owner, FollowTree tree)
    {
        foreach (var (name, below) in tree.Below) Check(Find(owner, name).Target, below);
    }

    /// <exception cref="FaultException">The resource has no such link.</exception>
    public static FollowedLink Find(Type owner, string name) => ByOwner[owner].FirstOrDefault(link => link.IsCalled(name)) ?? throw FaultException.BadRequest(
        $"follow: there is no link '{name}' here; the links are {(ByOwner[owner].Any() ? string.Join(", ", ByOwner[owner].SelectMany(static link => link.Names)) : "none")}.");
}
