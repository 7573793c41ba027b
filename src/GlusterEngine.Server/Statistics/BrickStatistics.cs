using System.Collections.Frozen;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Vds.Volumes;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Server.Statistics;

/// <summary>Capacity of a brick's file system, and memory of its process.</summary>
internal static class BrickStatistics
{
    // What mallinfo(3) has, all of which gluster tells.
    private static readonly FrozenSet<Guid> OfMemory =
        new[] { "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost" }.Select(static figure => StatisticId.Of(NameOf(figure))).ToFrozenSet();

    public static IReadOnlyList<StatisticResource> Of(GlusterBrick brick, Guid clusterId, Hrefs hrefs)
    {
        if (brick is not { TotalBytes: { } total, FreeBytes: { } free }) return [];
        var owner = hrefs.Brick(clusterId, brick.VolumeId, brick.Id);
        var reference = new GlusterBrickResource { Id = brick.Id.ToString(), Href = owner };
        IReadOnlyList<StatisticResource> capacity =
        [
            StatisticFactory.Gauge(owner, "memory.total.size", "Total size of the brick", "bytes", total) with { Brick = reference },
            StatisticFactory.Gauge(owner, "memory.free.size", "Free size of the brick", "bytes", free) with { Brick = reference },
        ];
        // In bytes, as gluster gives it: oVirt takes it for MiB and shows a million times as much.
        return brick.BlockBytes is not { } block ? capacity
            : [.. capacity, StatisticFactory.Gauge(owner, "memory.block.size", "Block size of the brick", "bytes", block) with { Brick = reference }];
    }

    /// <summary>The memory of its process, in the figures of mallinfo.</summary>
    public static IEnumerable<StatisticResource> Of(BrickMemory memory, GlusterBrick brick, Guid clusterId, Hrefs hrefs)
    {
        var owner = hrefs.Brick(clusterId, brick.VolumeId, brick.Id);
        var reference = new GlusterBrickResource { Id = brick.Id.ToString(), Href = owner };
        return memory.Malloc.Select(figure => StatisticFactory.Number(
            owner, NameOf(figure.Key), $"Memory of the brick's process: mallinfo {figure.Key}", FormOf(figure.Key), figure.Value) with
        { Brick = reference });
    }

    /// <summary>Whether it is a figure of the memory, for which gluster has to be asked.</summary>
    public static bool IsOfMemory(Guid id) => OfMemory.Contains(id);

    private static string NameOf(string figure) => $"malloc.{figure}";

    private static (string Kind, string Type, string Unit) FormOf(string figure) =>
        figure is "ordblks" or "smblks" or "hblks" ? ("counter", "integer", "none") : ("gauge", "integer", "bytes");
}
