using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Whether a rebalance process that lives, since its run time moves, hangs in its disk. Pure. Gluster counts a file when it is done, so that counters stand
/// still as long as the largest file takes: only together with bricks that are down, or for far longer than any file could take, that is a standstill.
/// </summary>
internal static class StandstillRule
{
    private static readonly TimeSpan WithBricksDown = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestAlone = TimeSpan.FromHours(1);

    // A disk that gets busy may become so much slower than it was.
    private const double Slowdown = 2;

    // Taken for a node that has moved nothing yet: slower than that is hardly a disk.
    private const double LeastBytesPerSecond = 256 << 10;

    /// <summary>Why it stands still; null while it may be at work.</summary>
    /// <param name="task">The task as loaded, with the counters of the look before.</param>
    /// <param name="node">Counters now.</param>
    /// <param name="volume">Its volume, with the bricks that were down when they were last looked at.</param>
    /// <param name="now">Database time.</param>
    public static string? ReasonOf(OpenTask task, TaskNode node, ClusterVolume volume, DateTimeOffset now)
    {
        if (!TaskProgress.IsWorking(node.Status) || !task.NodesMovedAt.TryGetValue(node.PeerUuid, out var moved)) return null;
        if (!task.Nodes.Any(before => before with { RunTime = node.RunTime } == node)) return null;
        var still = now - moved;
        if (still >= WithBricksDown && SourcesOf(task, node.PeerUuid, volume) is { Count: > 0 } bricks && bricks.All(volume.DownBricks.Contains) && !bricks.Any(volume.IsServed))
            return $"{string.Join(" and ", bricks)} {(bricks.Count == 1 ? "is" : "are")} down";
        return still >= LongestFile(task, node, still) ? "whatever is left there would have been moved in half that time" : null;
    }

    /// <summary>The bricks from which the node takes files.</summary>
    private static List<BrickAddress> SourcesOf(OpenTask task, Guid peer, ClusterVolume volume) =>
        [.. volume.Bricks.Where(brick => brick.Peer == peer && (task.Bricks.Count == 0 || task.Bricks.Any(leaving => leaving.Address == brick.Address)))
            .Select(static brick => brick.Address)];

    /// <summary>As long as one file could take that is all the node still has to move.</summary>
    private static TimeSpan LongestFile(OpenTask task, TaskNode node, TimeSpan still)
    {
        // What fixes the layout only, or whose size is not known, may take any time.
        var work = task.State.Work.Of(node.PeerUuid);
        if (work.Files is null || node.Status == GlusterTaskStatus.FixLayoutInProgress) return TimeSpan.MaxValue;
        var left = Math.Max(0.0, work.Bytes - work.BytesBefore - node.Bytes);
        var ran = node.RunTime - still.TotalSeconds;
        var pace = ran >= 1 && node.Bytes > 0 ? node.Bytes / ran : LeastBytesPerSecond;
        var seconds = Slowdown * left / pace;
        return seconds >= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.MaxValue : Longer(TimeSpan.FromSeconds(seconds), ShortestAlone);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
