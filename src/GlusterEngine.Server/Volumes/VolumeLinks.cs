using GlusterEngine.Server.Bricks;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Follow;
using GlusterEngine.Server.Statistics;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Statistics;
using GlusterEngine.Wire.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Volumes;

/// <summary>Links of a volume that can be followed, and those to a volume.</summary>
internal static class VolumeLinks
{
    public static IReadOnlyList<FollowedLink> All { get; } =
    [
        new FollowedLinkTo<GlusterVolumeResource, GlusterBrickResource>(
            // oVirt's engine calls the link glusterbricks and the member bricks, and cannot follow either.
            ["glusterbricks", "bricks"],
            static async (reader, volumes) =>
            {
                var ids = Ids(volumes);
                var bricks = (await BrickResources.LoadAsync(reader.Db, reader.Db.Bricks.Where(brick => ids.Contains(brick.VolumeId)), reader.Hrefs, reader.Aborted))
                    .ToLookup(static brick => brick.GlusterVolume!.Id);
                return volume => [.. bricks[volume.Id]];
            },
            static (volume, bricks) => volume with { Bricks = bricks }),
        ClusterReader.LinkOf<GlusterVolumeResource>(static volume => volume.Cluster, static (volume, cluster) => volume with { Cluster = cluster }),
        new FollowedLinkTo<GlusterVolumeResource, StatisticResource>(
            ["statistics"],
            static async (reader, volumes) =>
            {
                var ids = Ids(volumes);
                var found = await reader.Db.Volumes.AsNoTracking().Include(static volume => volume.Bricks).Where(volume => ids.Contains(volume.Id)).AsSplitQuery().ToListAsync(reader.Aborted);
                var statistics = found.ToDictionary(static volume => volume.Id.ToString(), volume => VolumeStatistics.Of(volume, reader.Hrefs), StringComparer.Ordinal);
                return volume => statistics.GetValueOrDefault(volume.Id!) ?? [];
            },
            static (volume, statistics) => volume with { Statistics = statistics }),
    ];

    /// <summary>A link to the one volume of a resource.</summary>
    /// <param name="get">The reference that the resource shows; null when it has none.</param>
    /// <param name="put">The resource with the volume in its place.</param>
    public static FollowedLink LinkOf<TOwner>(Func<TOwner, GlusterVolumeResource?> get, Func<TOwner, GlusterVolumeResource, TOwner> put) => new FollowedLinkTo<TOwner, GlusterVolumeResource>(
        ["gluster_volume"],
        async (reader, owners) =>
        {
            var ids = Ids(owners.Select(get).OfType<GlusterVolumeResource>());
            var volumes = (await VolumeResources.LoadAsync(reader.Db, reader.Db.Volumes.Where(volume => ids.Contains(volume.Id)), reader.Hrefs, reader.Aborted))
                .ToDictionary(static volume => volume.Id!, StringComparer.Ordinal);
            return owner => get(owner)?.Id is { } id && volumes.TryGetValue(id, out var volume) ? [volume] : [];
        },
        (owner, found) => found.Count == 0 ? owner : put(owner, found[0]));

    private static Guid[] Ids(IEnumerable<GlusterVolumeResource> volumes) => [.. volumes.Select(static volume => Guid.Parse(volume.Id!)).Distinct()];
}
