using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Progress;

/// <summary>How many percent of a task are done. Pure.</summary>
internal static class TaskProgress
{
    /// <summary>The percent a step shows: never less than before, 100 only while it is at a good end; null while nothing is known.</summary>
    public static int? Next(int? before, JobExecutionStatus status, TaskWork work, IReadOnlyList<TaskNode> nodes)
    {
        if (status == JobExecutionStatus.Finished) return 100;
        // A migration whose data had moved may begin again, or end in vain.
        var kept = before is { } shown ? Math.Min(shown, 99) : before;
        if (status != JobExecutionStatus.Started || Percent(work, nodes) is not { } percent) return kept;
        return Math.Max(kept ?? 0, percent);
    }

    /// <summary>0 to 99; null while the total of a node that works is not known, or there is no work.</summary>
    private static int? Percent(TaskWork work, IReadOnlyList<TaskNode> nodes)
    {
        var (done, total) = (0.0, 0.0);
        foreach (var node in nodes.OrderBy(static node => node.PeerUuid))
        {
            var own = work.Of(node.PeerUuid);
            var isOver = !IsWorking(node.Status) && (node.Status != GlusterTaskStatus.NotStarted || own.Files is null);
            if ((isOver ? NodeAmount.Over(own, node) : NodeAmount.Of(own, node)) is not { } amount) return null;
            done += amount.Done;
            total += amount.Likely;
        }

        // A node that does not show has all its work before it.
        foreach (var absent in work.Nodes.Where(known => nodes.All(node => node.PeerUuid != known.PeerUuid)))
            total += NodeAmount.Of(absent, Idle(absent.PeerUuid))?.Likely ?? 0;
        return total <= 0 || !nodes.Any(static node => IsWorking(node.Status)) ? null : (int)Math.Clamp(100 * done / total, 0, 99);
    }

    public static bool IsWorking(GlusterTaskStatus status) => status is GlusterTaskStatus.InProgress or GlusterTaskStatus.FixLayoutInProgress;

    /// <summary>Counters of a node that has shown none.</summary>
    public static TaskNode Idle(Guid peer) => new(peer, GlusterTaskStatus.NotStarted, 0, 0, 0, 0, 0, 0);
}
