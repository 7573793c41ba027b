using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// What a look makes of the open tasks while the question for the cluster's tasks hangs: those that are not over say so, and since when. Pure. The first look
/// that is answered takes it back.
/// </summary>
internal static class ListWait
{
    public static IReadOnlyList<TaskChange> Of(ClusterTasks known) =>
        [.. known.Open.Where(static task => task.State.Status == JobExecutionStatus.Started && !task.InFlight).Select(task => Of(task, known)).OfType<TaskChange>()];

    private static TaskChange? Of(OpenTask task, ClusterTasks known)
    {
        var next = task.State with
        {
            Health = TaskHealth.Unresponsive,
            HealthSince = task.State.Health == TaskHealth.Unresponsive ? task.State.HealthSince : known.Now,
            HealthDetail = $"Gluster's list of the tasks of cluster {known.ClusterName} hangs: the glusterd of a node is frozen ({(known.HostStates.Length > 0 ? known.HostStates : "no host is up")}). "
                + "See that it runs. The task goes on in gluster; the engine asks again by itself, at once when a host comes back and rarely before, because each question locks a volume.",
        };
        return next == task.State ? null : new(task, next, [], new TaskEvents(known.ClusterName).OfHealth(task, next));
    }
}
