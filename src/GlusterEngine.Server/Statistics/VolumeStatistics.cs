using GlusterEngine.Model.Volumes;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Volumes;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Server.Statistics;

/// <summary>Capacity of a volume from its bricks: of each set the smallest brick, times its share of data.</summary>
internal static class VolumeStatistics
{
    public static IReadOnlyList<StatisticResource> Of(GlusterVolume volume, Hrefs hrefs)
    {
        if (volume.Bricks.Count == 0 || volume.Bricks.Exists(static brick => brick.TotalBytes is null || brick.FreeBytes is null)) return [];
        var dataBricks = volume.DisperseCount > 0 ? volume.DisperseCount - volume.RedundancyCount : 1;
        var sets = volume.BrickSets()
            .Select(static set => set.Where(static brick => !brick.IsArbiter).ToList()).Where(static set => set.Count > 0).ToList();
        var total = sets.Sum(set => set.Min(static brick => brick.TotalBytes!.Value)) * dataBricks;
        var free = sets.Sum(set => set.Min(static brick => brick.FreeBytes!.Value)) * dataBricks;
        var owner = hrefs.Volume(volume.ClusterId, volume.Id);
        var reference = VolumeResources.Reference(volume.ClusterId, volume.Id, hrefs);
        return
        [
            StatisticFactory.Gauge(owner, "memory.total.size", "Total size of the volume", "bytes", total) with { GlusterVolume = reference },
            StatisticFactory.Gauge(owner, "memory.free.size", "Free size of the volume", "bytes", free) with { GlusterVolume = reference },
            StatisticFactory.Gauge(owner, "memory.used.size", "Used size of the volume", "bytes", total - free) with { GlusterVolume = reference },
        ];
    }
}
