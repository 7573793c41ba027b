using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// How a task is getting on. Pure. A living rebalance process advances its run time with every look, however slow its files are; one that says
/// "in progress" with nothing moved is dead and was not reaped, or hangs in its disk. Where only the run time moves, <see cref="StandstillRule"/> tells a
/// large file from a disk that hangs.
/// </summary>
internal sealed class TaskHealthRule(TasksOptions options, IReadOnlyDictionary<Guid, string> peerNames, DateTimeOffset now)
{
    /// <summary>The state with its health put in.</summary>
    /// <param name="task">The task as loaded: its counters are those of the look before. Null for one that is about to be adopted.</param>
    /// <param name="next">Its state as far as it is known.</param>
    /// <param name="seen">What this look showed.</param>
    /// <param name="volume">Its volume.</param>
    public TaskState Apply(OpenTask? task, TaskState next, VolumeTaskView seen, ClusterVolume volume)
    {
        if (next.Status != JobExecutionStatus.Started) return With(task, next, null, null);
        if (IsFirstQuestion(task, next)) return next;
        if (seen.StatusHung || (seen.Nodes is null && next.QuietUntil is not null))
            return With(task, next, TaskHealth.Unresponsive, "The question for its counters hangs: a rebalance process or a peer's glusterd is frozen. See that the nodes run; the engine asks again by itself.");
        if (seen.Partly is { } partly)
        {
            return With(task, next, TaskHealth.Unresponsive,
                $"{string.Join(", ", partly.Unheard)} was away when it began and does not know of it, so gluster refuses to tell counters and to stop it ({partly.Parts}). It ends when the others are done; start it again then.");
        }

        if (seen.Nodes is null) return task is null ? next : Unseen(task, next);
        // Sorted, because the order of nodes differs between the hosts that answer.
        var stalled = seen.Nodes.Where(node => task is not null && IsStalled(task, node))
            .Select(static node => node.PeerUuid).ToList();
        if (stalled.Count > 0)
        {
            return With(task, next, TaskHealth.Stalled,
                $"Nodes {TaskNodes.Names(stalled, peerNames)} say that they are in progress, but nothing moves there. Look at their rebalance process and disk; stop the task and start it again when the process is dead.");
        }

        if (task is null) return With(task, next, TaskHealth.Progressing, null);
        var still = seen.Nodes.Select(node => Standstill(task, node, volume)).OfType<string>().Order(StringComparer.Ordinal).ToList();
        if (still.Count > 0)
        {
            return With(task, next, TaskHealth.Stalled,
                $"{string.Join(' ', still)} Look at the disk and the brick process (gluster volume start {volume.Name} force starts one that is dead); then stop the task and start it again.");
        }

        return Unbegun(task, seen, volume) is { } unbegun ? With(task, next, TaskHealth.Unresponsive, unbegun) : With(task, next, TaskHealth.Progressing, null);
    }

    private string? Standstill(OpenTask task, TaskNode node, ClusterVolume volume) => StandstillRule.ReasonOf(task, node, volume, now) is { } reason
        ? $"Node {TaskNodes.Names([node.PeerUuid], peerNames)} counts its time on, but has dealt with no file since {task.NodesMovedAt[node.PeerUuid]:yyyy-MM-dd HH:mm:ss} UTC: {reason}."
        : null;

    /// <summary>Why a task does not end although no node works on it; null when one does, or it is so for a moment only.</summary>
    private string? Unbegun(OpenTask task, VolumeTaskView seen, ClusterVolume volume)
    {
        var missing = TaskNodes.Missing(TaskReconciler.Expected(seen.Task!, volume, task.State.Work), seen.Nodes!);
        var since = task.NodesChangedAt.Values.Append(task.StartTime).Max();
        if (missing.Count == 0 || seen.Nodes!.Any(static node => TaskProgress.IsWorking(node.Status)) || now - since < options.UnseenAfter) return null;
        return $"No other node has worked on it since {since:yyyy-MM-dd HH:mm:ss} UTC; {TaskNodes.Names(missing, peerNames)}, which should work on it, did not answer or did not start. "
            + "See that the glusterd there runs; stop the task and start it again when that node never began.";
    }

    /// <summary>
    /// A look that showed no counters, or nothing of the volume at all. One such look says nothing, for whoever else asks gluster at that moment holds the
    /// volume; a minute of them does. A stalled task stays so: its counters are old because nothing moves.
    /// </summary>
    public TaskState Unseen(OpenTask task, TaskState next)
    {
        var since = task.NodesChangedAt.Values.Append(task.StartTime).Max();
        return next is not { Status: JobExecutionStatus.Started, ExternalId: not null } || next.Health is not (null or TaskHealth.Progressing) || now - since < options.UnseenAfter
            ? next
            : With(task, next, TaskHealth.Unresponsive,
                $"Gluster has told nothing of it since {since:yyyy-MM-dd HH:mm:ss} UTC: somebody holds the volume, as gluster itself does for three minutes after it lost a node, or its question is refused. See that the glusterds of all nodes run; the engine asks again by itself.");
    }

    /// <summary>
    /// Whether this hang is all that is known of the task. What holds back gluster's answer to a start holds this question back as well and
    /// says nothing of the task, which may be unknown until this look.
    /// </summary>
    private static bool IsFirstQuestion(OpenTask? task, TaskState next) =>
        task is { State.Health: null, Nodes.Count: 0 } && next.QuietUntil is not null && !(task.State.QuietUntil < next.QuietUntil);

    private bool IsStalled(OpenTask task, TaskNode node) =>
        node.Status is GlusterTaskStatus.InProgress or GlusterTaskStatus.FixLayoutInProgress
        && task.Nodes.Contains(node)
        && task.NodesChangedAt.TryGetValue(node.PeerUuid, out var changed)
        && now - changed >= options.StalledAfter;

    private TaskState With(OpenTask? task, TaskState next, TaskHealth? health, string? detail) => next with
    {
        Health = health,
        HealthSince = health is null ? null : health == task?.State.Health ? task?.State.HealthSince : now,
        HealthDetail = detail,
    };
}
