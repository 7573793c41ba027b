using GlusterEngine.Server.Follow;
using GlusterEngine.Server.Statistics;
using GlusterEngine.Server.Volumes;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Statistics;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Bricks;

/// <summary>Links of a brick that can be followed.</summary>
internal static class BrickLinks
{
    public static IReadOnlyList<FollowedLink> All { get; } =
    [
        VolumeLinks.LinkOf<GlusterBrickResource>(static brick => brick.GlusterVolume, static (brick, volume) => brick with { GlusterVolume = volume }),
        new FollowedLinkTo<GlusterBrickResource, StatisticResource>(
            ["statistics"],
            static async (reader, bricks) =>
            {
                var ids = bricks.Select(static brick => Guid.Parse(brick.Id!)).ToArray();
                var found = await (from brick in reader.Db.Bricks.AsNoTracking()
                                   join volume in reader.Db.Volumes on brick.VolumeId equals volume.Id
                                   where ids.Contains(brick.Id)
                                   select new { Brick = brick, volume.ClusterId }).ToListAsync(reader.Aborted);
                var statistics = found.ToDictionary(static row => row.Brick.Id.ToString(), row => BrickStatistics.Of(row.Brick, row.ClusterId, reader.Hrefs), StringComparer.Ordinal);
                return brick => statistics.GetValueOrDefault(brick.Id!) ?? [];
            },
            static (brick, statistics) => brick with { Statistics = statistics }),
    ];
}
