using GlusterEngine.Engine.Access;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Follow;
using GlusterEngine.Wire.Hosts;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Hosts;

/// <summary>Links of a host that can be followed, and those to a host.</summary>
internal static class HostLinks
{
    public static IReadOnlyList<FollowedLink> All { get; } =
    [
        ClusterReader.LinkOf<HostResource>(static host => host.Cluster, static (host, cluster) => host with { Cluster = cluster }),
    ];

    /// <summary>A link to the one host of a resource. One that the caller may not see stays a link.</summary>
    /// <param name="get">The reference that the resource shows; null when it has none.</param>
    /// <param name="put">The resource with the host in its place.</param>
    public static FollowedLink LinkOf<TOwner>(Func<TOwner, HostResource?> get, Func<TOwner, HostResource, TOwner> put) => new FollowedLinkTo<TOwner, HostResource>(
        ["host"],
        async (reader, owners) =>
        {
            var ids = owners.Select(get).Where(static host => host?.Id is not null).Select(static host => Guid.Parse(host!.Id!)).Distinct().ToArray();
            var hosts = (await reader.Db.Hosts.AsNoTracking().VisibleTo(reader.Caller).Where(host => ids.Contains(host.Id)).ToListAsync(reader.Aborted))
                .ToDictionary(static host => host.Id.ToString(), host => HostResources.Of(host, reader.Hrefs), StringComparer.Ordinal);
            return owner => get(owner)?.Id is { } id && hosts.TryGetValue(id, out var host) ? [host] : [];
        },
        (owner, found) => found.Count == 0 ? owner : put(owner, found[0]));
}
