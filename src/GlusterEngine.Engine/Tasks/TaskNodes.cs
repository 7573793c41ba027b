using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Rules over the nodes of a task. Pure. Gluster's own aggregate is never used: it leaves out nodes that are away.</summary>
internal static class TaskNodes
{
    /// <summary>The nodes that work on a rebalance: those that hold a brick.</summary>
    public static IReadOnlySet<Guid> Expected(IEnumerable<GlusterBrick> bricks) => bricks.Select(static brick => brick.PeerUuid).ToHashSet();

    public static IReadOnlyList<TaskNode> Of(TaskReport report) =>
        [.. report.Nodes.Select(static n => new TaskNode(n.PeerUuid, n.Status, n.Files, n.Bytes, n.Scanned, n.Failed, n.Skipped, n.RunTime))];

    /// <summary>The nodes of a report, and of those it lacks what was known before.</summary>
    public static IReadOnlyList<TaskNode> Merge(IReadOnlyList<TaskNode> known, IReadOnlyList<TaskNode> reported)
    {
        if (known.All(node => reported.Any(report => report.PeerUuid == node.PeerUuid))) return reported;
        return [.. reported, .. known.Where(node => reported.All(report => report.PeerUuid != node.PeerUuid))];
    }

    /// <summary>The nodes that differ from what was known.</summary>
    public static IReadOnlyList<TaskNode> Changed(IReadOnlyList<TaskNode> known, IReadOnlyList<TaskNode> nodes) =>
        [.. nodes.Where(node => !known.Contains(node))];

    /// <summary>What is known of a rebalance with the nodes of a look: one that holds a brick the inventory has not seen yet works on it all the same.</summary>
    public static TaskWork On(TaskWork known, IReadOnlySet<Guid> holders, IEnumerable<TaskNode> seen) =>
        known.On(holders, seen.Where(static node => node.Status != GlusterTaskStatus.NotStarted).Select(static node => node.PeerUuid));

    /// <summary>How many of the nodes that should report did.</summary>
    public static int Answered(IReadOnlySet<Guid> expected, IReadOnlyList<TaskNode> reported) =>
        reported.Count(node => expected.Contains(node.PeerUuid));

    /// <summary>The nodes that should work and do not show that they began: those without row, and those that gluster calls not started.</summary>
    public static IReadOnlyList<Guid> Missing(IReadOnlySet<Guid> expected, IReadOnlyList<TaskNode> reported) =>
        [.. expected.Where(peer => !reported.Any(node => node.PeerUuid == peer && node.Status != GlusterTaskStatus.NotStarted))];

    /// <summary>What a description says of a view in which nodes are missing, or have not started while others have; null for a complete one.</summary>
    public static string? PartialRemark(IReadOnlySet<Guid> expected, IReadOnlyList<TaskNode> reported, IReadOnlyDictionary<Guid, string> names)
    {
        var (answered, missing) = (Answered(expected, reported), Missing(expected, reported));
        if (answered == 0 && expected.Count > 0) return $"0 of {expected.Count} nodes answered";
        var away = missing.Where(peer => reported.All(node => node.PeerUuid != peer)).ToList();
        // At its begin a task is not started anywhere.
        var idle = reported.All(static node => node.Status == GlusterTaskStatus.NotStarted) ? [] : missing.Except(away).ToList();
        if (away.Count + idle.Count == 0) return null;
        var parts = new List<string>();
        if (away.Count > 0) parts.Add($"{answered} of {expected.Count} nodes answered, not {Names(away, names)}");
        if (idle.Count > 0) parts.Add($"not started on {Names(idle, names)}");
        return string.Join(", ", parts);
    }

    /// <summary>Names of peers in order; the id of one without name.</summary>
    public static string Names(IEnumerable<Guid> peers, IReadOnlyDictionary<Guid, string> names) =>
        string.Join(", ", peers.Select(peer => names.GetValueOrDefault(peer) ?? peer.ToString()).Order(StringComparer.Ordinal));

    /// <summary>
    /// The state of a task from the rows of a view. Started as long as one node works, or one that should work is missing or not started: a task whose
    /// other nodes are done goes on when that one returns. Nodes that have nothing to do with it may be listed as not started. Completed does not look at
    /// failures, which are counted apart.
    /// </summary>
    public static JobExecutionStatus StatusOf(IReadOnlySet<Guid> expected, IReadOnlyList<TaskNode> reported)
    {
        if (reported.Any(static node => node.Status is GlusterTaskStatus.InProgress or GlusterTaskStatus.FixLayoutInProgress))
            return JobExecutionStatus.Started;
        var working = reported.Where(static node => node.Status != GlusterTaskStatus.NotStarted).ToList();
        if (working.Count == 0 || Missing(expected, reported).Count > 0) return JobExecutionStatus.Started;
        if (working.Any(static node => node.Status is GlusterTaskStatus.Failed or GlusterTaskStatus.FixLayoutFailed)) return JobExecutionStatus.Failed;
        if (working.Any(static node => node.Status is GlusterTaskStatus.Stopped or GlusterTaskStatus.FixLayoutStopped)) return JobExecutionStatus.Aborted;
        return working.Any(static node => node.Status == GlusterTaskStatus.Unknown) ? JobExecutionStatus.Started : JobExecutionStatus.Finished;
    }
}
