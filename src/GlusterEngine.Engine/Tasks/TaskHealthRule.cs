using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// How a task is getting on. Pure. A living rebalance process advances its run time with every look, however slow its files are; one that says
/// "in progress" with nothing moved is dead and was not reaped, or hangs in its disk.
/// </summary>
internal sealed class TaskHealthRule(TasksOptions options, IReadOnlyDictionary<Guid, string> peerNames, DateTimeOffset now)
{
    /// <summary>The state with its health put in.</summary>
    /// <param name="task">The task as loaded: its counters are those of the look before. Null for one that is about to be adopted.</param>
    /// <param name="next">Its state as far as it is known.</param>
    /// <param name="seen">What this look showed.</param>
    public TaskState Apply(OpenTask? task, TaskState next, VolumeTaskView seen)
    {
        if (next.Status != JobExecutionStatus.Started) return With(task, next, null, null);
        if (IsFirstQuestion(task, next)) return next;
        if (seen.StatusHung || (seen.Nodes is null && next.QuietUntil is not null))
            return With(task, next, TaskHealth.Unresponsive, "The question for its counters hangs: a rebalance process or a peer's glusterd is frozen. See that the nodes run; the engine asks again by itself.");
        if (seen.Nodes is null) return task is null ? next : Unseen(task, next);
        // Sorted, because the order of nodes differs between the hosts that answer.
        var stalled = seen.Nodes.Where(node => task is not null && IsStalled(task, node))
            .Select(node => peerNames.GetValueOrDefault(node.PeerUuid) ?? node.PeerUuid.ToString()).Order(StringComparer.Ordinal).ToList();
        return stalled.Count == 0
            ? With(task, next, TaskHealth.Progressing, null)
            : With(task, next, TaskHealth.Stalled,
                $"Nodes {string.Join(", ", stalled)} say that they are in progress, but nothing moves there. Look at their rebalance process and disk; stop the task and start it again when the process is dead.");
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
