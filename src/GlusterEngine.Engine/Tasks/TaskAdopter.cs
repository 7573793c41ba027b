using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Which tasks that gluster lists and no open step has get one, and in which state it begins. Pure.</summary>
internal sealed class TaskAdopter(TasksOptions options, string clusterName, ClusterTaskView view, DateTimeOffset now)
{
    private readonly TaskHealthRule health = new(options, view.PeerNames, now);

    /// <param name="volume">A volume without open step.</param>
    /// <param name="followed">Tasks that steps have.</param>
    public TaskAdoption? Adopt(ClusterVolume volume, IReadOnlySet<Guid> followed)
    {
        if (!view.Volumes.TryGetValue(volume.Name, out var seen) || seen.Task is not { } task) return null;
        if (followed.Contains(task.Id) || !IsAdoptable(task, volume)) return null;
        var nodes = seen.Nodes ?? [];
        var begun = task.Bricks.Count > 0 ? TaskWork.None : TaskNodes.On(TaskWork.None, volume.Peers, nodes);
        var expected = TaskReconciler.Expected(task, volume, begun);
        var answered = TaskNodes.Answered(expected, nodes);
        var status = TaskNodes.StatusOf(expected, nodes);
        var jobStatus = TaskReconciler.JobStatusOf(task.Type, status);
        // The list is read before the counters: a known task that ended in between does not run again.
        if (task.Id == volume.KnownTask && jobStatus is not null) return null;
        var totals = seen.Nodes is null ? [] : VolumeWork.Of(volume.Fills, task.Bricks, volume.DataBricks);
        var work = TaskWorkRule.Next(begun, totals, [], nodes, static _ => TimeSpan.Zero);
        var state = new TaskState
        {
            Status = status,
            Work = work,
            Progress = TaskProgress.Next(before: null, status, work, nodes),
            Description = new TaskText(task.Type, volume.Name, clusterName).Describe(status, nodes, TaskNodes.PartialRemark(expected, nodes, view.PeerNames)),
            ExternalId = task.Id,
            NodesExpected = expected.Count,
            NodesAnswered = answered,
            QuietUntil = seen.StatusHung ? QuietRule.Until(state: null, now, options.QuietAfterHang) : null,
            JobStatus = jobStatus,
        };
        return new(volume, task, nodes, view.Host, health.Apply(task: null, state, seen, volume)) { LookedAt = now };
    }

    /// <summary>
    /// Running tasks always, also a known one that runs again without a step, and migrations always, which wait for somebody. A rebalance that
    /// is over when it is news: not the one that gluster keeps showing for years, and not what lay on a volume before the engine first saw it.
    /// A migration off bricks that the inventory has not seen yet comes later: without them nobody could tell which nodes work on it.
    /// </summary>
    public static bool IsAdoptable(GlusterTask task, ClusterVolume volume) => task.Type switch
    {
        GlusterTaskType.Rebalance => TaskReconciler.IsRunning(task.Status) || (task.Id != volume.KnownTask && volume.TasksObserved),
        GlusterTaskType.RemoveBrick => task.Bricks.All(address => volume.Bricks.Any(brick => brick.Address == address)),
        _ => false,
    };
}
