using GlusterEngine.Data.Events;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Events about the tasks of a cluster. Pure.</summary>
internal sealed class TaskEvents(string clusterName)
{
    /// <summary>Code for a task that ended without the engine.</summary>
    public static EventCode NotFound(OpenTask task) => task.TaskType == GlusterTaskType.RemoveBrick
        ? EventCode.RemoveGlusterVolumeBricksNotFoundFromCli
        : EventCode.GlusterVolumeRebalanceNotFoundFromCli;

    /// <summary>Code for a task that never began.</summary>
    public static EventCode NotStarted(OpenTask task) => task.TaskType == GlusterTaskType.RemoveBrick
        ? EventCode.StartRemovingGlusterVolumeBricksFailed
        : EventCode.GlusterVolumeRebalanceStartFailed;

    public EventDraft Of(OpenTask task, EventCode code, EventSeverity severity, string what) =>
        new(code, severity, $"Gluster Volume {task.VolumeName} of cluster {clusterName}: {what}.")
        {
            VolumeId = task.VolumeId,
            JobId = task.JobId,
            CorrelationId = task.CorrelationId,
        };

    /// <summary>Its processes are over.</summary>
    public EventDraft OfEnd(OpenTask task, JobExecutionStatus status, IReadOnlyList<TaskNode> nodes)
    {
        var (failed, skipped) = (nodes.Sum(static node => node.Failed), nodes.Sum(static node => node.Skipped));
        var severity = status == JobExecutionStatus.Failed ? EventSeverity.Error : failed + skipped > 0 ? EventSeverity.Warning : EventSeverity.Normal;
        // Gluster calls a task completed whatever became of its files.
        var word = status.ToString().ToLowerInvariant() + (failed + skipped > 0 ? $" with {failed} files failed and {skipped} skipped" : "");
        var then = task is { AutoCommit: true, State.CommitTried: false } && status == JobExecutionStatus.Failed
            ? "the commit that was ordered with it waits, since it is made of a completed migration only: see the node's rebalance log, remove the cause, then stop it and start it again"
            : "review it, then commit or stop it";
        return task.TaskType == GlusterTaskType.RemoveBrick
            ? Of(task, EventCode.GlusterVolumeMigrateBrickDataFinished, severity, $"data migration {word}; {then}")
            : Of(task, EventCode.GlusterVolumeRebalanceFinished, severity, $"rebalance {word}");
    }

    /// <summary>What became of its health; null when that is no news.</summary>
    public EventDraft? OfHealth(OpenTask task, TaskState next)
    {
        var isNews = next.Health != task.State.Health && next.JobStatus is null && !(task.State.Health is null && next.Health == TaskHealth.Progressing);
        if (!isNews) return null;
        return next.Health switch
        {
            TaskHealth.Stalled or TaskHealth.Unresponsive =>
                Of(task, EventCode.GlusterTaskHealthChanged, EventSeverity.Alert, $"the task is {next.Health.Value.ToLowerText()}: {next.HealthDetail!.TrimEnd('.')}"),
            TaskHealth.HostUnresponsive => Of(task, EventCode.GlusterTaskHealthChanged, EventSeverity.Warning, "the task is waited for, since no host answers"),
            _ => Of(task, EventCode.GlusterTaskHealthChanged, EventSeverity.Normal, "the task moves again"),
        };
    }
}
