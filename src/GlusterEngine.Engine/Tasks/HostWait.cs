using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// What a look that no host answered makes of the open tasks: those that are not over, or whose commit is still to be done, say that they wait, and since when. Pure. The first look
/// that is answered takes it back.
/// </summary>
internal static class HostWait
{
    public static IReadOnlyList<TaskChange> Of(ClusterTasks known) =>
        [.. known.Open.Where(static task => Waits(task) && !task.InFlight).Select(task => Of(task, known)).OfType<TaskChange>()];

    private static bool Waits(OpenTask task) => task.State.Status == JobExecutionStatus.Started || task.State.Intent is not null
        || (task.State.Status == JobExecutionStatus.Finished && task.AutoCommit && !task.State.CommitTried);

    private static TaskChange? Of(OpenTask task, ClusterTasks known)
    {
        var isNews = task.State.Health != TaskHealth.HostUnresponsive;
        var next = task.State with
        {
            Health = TaskHealth.HostUnresponsive,
            HealthSince = isNews ? known.Now : task.State.HealthSince,
            HealthDetail = $"Host unresponsive: no host of cluster {known.ClusterName} tells of it ({(known.HostStates.Length > 0 ? known.HostStates : "it has none")}). "
                + $"{(task.State.Status == JobExecutionStatus.Started ? "The task goes on in gluster" : "Its commit waits")}; the engine asks again and goes on by itself.",
        };
        return next == task.State ? null : new(task, next, [], new TaskEvents(known.ClusterName).OfHealth(task, next));
    }
}
