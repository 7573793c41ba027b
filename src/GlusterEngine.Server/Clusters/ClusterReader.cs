using GlusterEngine.Server.Follow;
using GlusterEngine.Wire.Clusters;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Clusters;

/// <summary>The clusters that links of other resources lead to.</summary>
internal static class ClusterReader
{
    /// <summary>A link to the one cluster of a resource.</summary>
    /// <param name="get">The reference that the resource shows; null when it has none.</param>
    /// <param name="put">The resource with the cluster in its place.</param>
    public static FollowedLink LinkOf<TOwner>(Func<TOwner, ClusterResource?> get, Func<TOwner, ClusterResource, TOwner> put) => new FollowedLinkTo<TOwner, ClusterResource>(
        ["cluster"],
        async (reader, owners) =>
        {
            var ids = owners.Select(get).OfType<ClusterResource>().Select(static cluster => Guid.Parse(cluster.Id!)).Distinct().ToArray();
            var clusters = (await reader.Db.Clusters.AsNoTracking().Where(cluster => ids.Contains(cluster.Id)).ToListAsync(reader.Aborted))
                .ToDictionary(static cluster => cluster.Id.ToString(), cluster => ClusterResources.Of(cluster, reader.Hrefs), StringComparer.Ordinal);
            return owner => get(owner)?.Id is { } id && clusters.TryGetValue(id, out var cluster) ? [cluster] : [];
        },
        (owner, found) => found.Count == 0 ? owner : put(owner, found[0]));
}
