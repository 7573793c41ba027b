using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Follow;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Users;
using GlusterEngine.Wire.Events;

namespace GlusterEngine.Server.Events;

/// <summary>Links of an event that can be followed.</summary>
internal static class EventLinks
{
    public static IReadOnlyList<FollowedLink> All { get; } =
    [
        ClusterReader.LinkOf<EventResource>(static line => line.Cluster, static (line, cluster) => line with { Cluster = cluster }),
        UserLinks.LinkOf<EventResource>("user", static line => line.User, static (line, user) => line with { User = user }),
        HostLinks.LinkOf<EventResource>(static line => line.Host, static (line, host) => line with { Host = host }),
    ];
}
