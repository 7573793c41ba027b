using GlusterEngine.Model.Bricks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Server.Statistics;

/// <summary>Capacity of a brick's file system.</summary>
internal static class BrickStatistics
{
    public static IReadOnlyList<StatisticResource> Of(GlusterBrick brick, Guid clusterId, Hrefs hrefs)
    {
        if (brick is not { TotalBytes: { } total, FreeBytes: { } free }) return [];
        var owner = hrefs.Brick(clusterId, brick.VolumeId, brick.Id);
        var reference = new GlusterBrickResource { Id = brick.Id.ToString(), Href = owner };
        return
        [
            StatisticFactory.Gauge(owner, "memory.total.size", "Total size of the brick", "bytes", total) with { Brick = reference },
            StatisticFactory.Gauge(owner, "memory.free.size", "Free size of the brick", "bytes", free) with { Brick = reference },
        ];
    }
}
