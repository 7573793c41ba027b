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

    /// <summary>How many of the nodes that should report did.</summary>
    public static int Answered(IReadOnlySet<Guid> expected, IReadOnlyList<TaskNode> reported) =>
        reported.Count(node => expected.Contains(node.PeerUuid));

    /// <summary>
    /// The state of a task from the rows of a view. Started as long as one node works or one that should report is missing: a task whose other
    /// nodes are done goes on when the missing one returns. Completed does not look at failures, which are counted apart.
    /// </summary>
    public static JobExecutionStatus StatusOf(IReadOnlySet<Guid> expected, IReadOnlyList<TaskNode> reported)
    {
        if (reported.Any(static node => node.Status is GlusterTaskStatus.InProgress or GlusterTaskStatus.FixLayoutInProgress))
            return JobExecutionStatus.Started;
        var working = reported.Where(static node => node.Status != GlusterTaskStatus.NotStarted).ToList();
        if (working.Count == 0 || expected.Any(peer => reported.All(node => node.PeerUuid != peer))) return JobExecutionStatus.Started;
        if (working.Any(static node => node.Status is GlusterTaskStatus.Failed or GlusterTaskStatus.FixLayoutFailed)) return JobExecutionStatus.Failed;
        if (working.Any(static node => node.Status is GlusterTaskStatus.Stopped or GlusterTaskStatus.FixLayoutStopped)) return JobExecutionStatus.Aborted;
        return working.Any(static node => node.Status == GlusterTaskStatus.Unknown) ? JobExecutionStatus.Started : JobExecutionStatus.Finished;
    }
}
