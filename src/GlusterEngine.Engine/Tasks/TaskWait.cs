using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// What a look that showed no tasks makes of the open ones: that they wait, for what, and since when. Pure. The first look that is answered takes it
/// back.
/// </summary>
internal static class TaskWait
{
    /// <summary>No host answered: those that are not over wait, and those whose commit is still to be done.</summary>
    public static IReadOnlyList<TaskChange> ForHost(ClusterTasks known) => Of(
        known,
        TaskHealth.HostUnresponsive,
        static task => IsUnderWay(task) || task.State.Intent is not null || (task.State.Status == JobExecutionStatus.Finished && task.AutoCommit && !task.State.CommitTried),
        task => $"Host unresponsive: no host of cluster {known.ClusterName} tells of it ({States(known, "it has none")}). "
            + $"{(IsUnderWay(task) ? "The task goes on in gluster" : "Its commit waits")}; the engine asks again and goes on by itself.");

    /// <summary>The question for the cluster's tasks hangs: those that are not over wait.</summary>
    public static IReadOnlyList<TaskChange> ForList(ClusterTasks known) => Of(
        known,
        TaskHealth.Unresponsive,
        IsUnderWay,
        _ => $"Gluster's list of the tasks of cluster {known.ClusterName} hangs: the glusterd of a node is frozen ({States(known, "no host is up")}). "
            + "See that it runs. The task goes on in gluster; the engine asks again by itself, at once when a host comes back and rarely before, because each question locks a volume.");

    private static IReadOnlyList<TaskChange> Of(ClusterTasks known, TaskHealth health, Func<OpenTask, bool> waits, Func<OpenTask, string> detail) =>
        [.. known.Open.Where(task => waits(task) && !task.InFlight).Select(task => Of(task, known, health, detail(task))).OfType<TaskChange>()];

    private static TaskChange? Of(OpenTask task, ClusterTasks known, TaskHealth health, string detail)
    {
        var since = task.State.Health == health ? task.State.HealthSince : known.Now;
        var next = task.State with { Health = health, HealthSince = since, HealthDetail = detail };
        return next == task.State ? null : new(task, next, [], new TaskEvents(known.ClusterName).OfHealth(task, next));
    }

    private static bool IsUnderWay(OpenTask task) => task.State.Status == JobExecutionStatus.Started;

    private static string States(ClusterTasks known, string none) => known.HostStates.Length > 0 ? known.HostStates : none;
}
