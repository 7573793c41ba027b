using System.Collections.Immutable;
using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>How the work of a new task is shared among nodes.</summary>
internal static class TaskPlan
{
    /// <summary>Gluster starts one process per node that holds a brick. The shares differ, so that the nodes do not end together.</summary>
    public static SimulatedTask Rebalance(Question question, VolumeState volume, SimulatedTaskKind kind)
    {
        var hosts = volume.Definition.Bricks.Select(brick => brick.Address.Host).Distinct(StringComparer.Ordinal).ToArray();
        return Share(question, volume, kind, [], hosts, volume.Definition.FilesToMove);
    }

    /// <summary>Only the nodes of the bricks that go have work: what lies on those bricks.</summary>
    public static SimulatedTask RemoveBrick(Question question, VolumeState volume, ImmutableArray<BrickAddress> bricks)
    {
        var hosts = bricks.Select(brick => brick.Host).Distinct(StringComparer.Ordinal).ToArray();
        var files = volume.Definition.FilesToMove * bricks.Length / volume.Definition.Bricks.Count;
        return Share(question, volume, SimulatedTaskKind.RemoveBrick, bricks, hosts, files);
    }

    private static SimulatedTask Share(
        Question question, VolumeState volume, SimulatedTaskKind kind, ImmutableArray<BrickAddress> bricks, string[] hosts, long files)
    {
        var id = question.Cluster.NextTaskId(question.Options.Seed);
        // Which node has the most follows from the task id.
        var first = id.ToByteArray()[0];
        var weights = hosts.Select((_, index) => 1 - (0.3 * ((index + first) % hosts.Length) / hosts.Length)).ToArray();
        var total = weights.Sum();
        var nodes = hosts.Select((host, index) => Work(question, volume, kind, host, files * weights[index] / total));
        return new SimulatedTask(id, kind, bricks, [.. nodes]);
    }

    private static NodeWork Work(Question question, VolumeState volume, SimulatedTaskKind kind, string host, double files)
    {
        // A node that is down at the start finds nothing to do when it comes back.
        var definition = volume.Definition;
        var isIdle = files <= 0 || !question.Cluster.IsUp(host);
        var share = isIdle ? 0 : files / definition.FilesToMove;
        var seconds = isIdle ? 0 : files / (definition.FilesPerSecond * question.Options.Speed);
        var work = new NodeWork
        {
            Host = host,
            StartedAt = question.Now + TimeSpan.FromSeconds(question.Options.StartSeconds),
            Duration = TimeSpan.FromSeconds(seconds),
            FilesToMove = (long)(share * definition.FilesToMove),
            FilesToScan = isIdle ? 0 : definition.FilesToScan,
            BytesPerFile = definition.BytesPerFile,
            FilesThatFail = (long)Math.Ceiling(share * (definition.FilesThatFail + volume.Faults.FilesThatFail)),
            FilesSkipped = (long)Math.Ceiling(share * (definition.FilesSkipped + volume.Faults.FilesSkipped)),
        };

        // Fixing the layout visits directories only: no counter moves, and it is soon over.
        return kind == SimulatedTaskKind.FixLayout
            ? work with { Duration = work.Duration / 10, FilesToMove = 0, FilesToScan = 0, FilesThatFail = 0, FilesSkipped = 0 }
            : work;
    }
}
