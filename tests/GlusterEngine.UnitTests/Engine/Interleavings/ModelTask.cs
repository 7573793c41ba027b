using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.UnitTests.Engine.Interleavings;

/// <summary>A rebalance, or a migration off some bricks, as gluster's nodes know it.</summary>
internal sealed class ModelTask(Guid id, IReadOnlyList<int> leaving, IEnumerable<int> nodes)
{
    public Guid Id { get; } = id;

    /// <summary>Bricks that leave; none for a rebalance.</summary>
    public IReadOnlyList<int> Leaving { get; } = leaving;

    public SortedDictionary<int, TaskNode> Nodes { get; } = new(nodes.ToDictionary(static node => node, static node => TaskScene.Node(node, files: 0)));

    /// <summary>The ends that can be told of it in truth. More than one where gluster erased a task whose end nobody need have seen.</summary>
    public HashSet<JobExecutionStatus> Ends { get; } = [];

    public GlusterTaskType Type => Leaving.Count > 0 ? GlusterTaskType.RemoveBrick : GlusterTaskType.Rebalance;

    public bool IsRunning => Nodes.Values.Any(static node => node.Status == GlusterTaskStatus.InProgress);

    public bool HasFailed => Nodes.Values.Any(static node => node.Status == GlusterTaskStatus.Failed);

    public bool HasSkipped => Nodes.Values.Any(static node => node.Skipped > 0);

    /// <summary>Whether somebody has still to do with it: a migration waits until it is committed or stopped.</summary>
    public bool IsOpen => IsRunning || Type == GlusterTaskType.RemoveBrick;

    public JobExecutionStatus Status => IsRunning ? JobExecutionStatus.Started : HasFailed ? JobExecutionStatus.Failed : JobExecutionStatus.Finished;

    /// <summary>How it is listed by the nodes that are up.</summary>
    public GlusterTask Listed(IReadOnlySet<int> up)
    {
        var rows = Rows(up);
        var status = rows.Count == 0 ? GlusterTaskStatus.NotStarted
            : rows.Any(static node => node.Status == GlusterTaskStatus.InProgress) ? GlusterTaskStatus.InProgress
            : rows.Any(static node => node.Status == GlusterTaskStatus.Failed) ? GlusterTaskStatus.Failed
            : GlusterTaskStatus.Completed;
        return new(Id, Type, status, [.. Leaving.Select(TaskScene.Brick)]);
    }

    public IReadOnlyList<TaskNode> Rows(IReadOnlySet<int> up) => [.. Nodes.Where(node => up.Contains(node.Key)).Select(static node => node.Value)];

    public void Change(int node, Func<TaskNode, TaskNode> change)
    {
        if (!Nodes.TryGetValue(node, out var row) || row.Status != GlusterTaskStatus.InProgress) return;
        Nodes[node] = change(row);
        if (!IsRunning && Type == GlusterTaskType.Rebalance) Ends.Add(Status);
    }
}
