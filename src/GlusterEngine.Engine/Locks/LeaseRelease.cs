using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Locks;

/// <summary>What forbids the release of a lease, and what it makes of the holder's step. Pure.</summary>
internal static class LeaseRelease
{
    public static IEnumerable<Refusal> Refusals(string volume, LeaseHolder? holder, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            yield return new("ACTION_TYPE_FAILED_REASON_MISSING", "Cannot release the lease. Say with 'reason' why: it is kept with the step and the event.", RefusalKind.BadParameters);
        if (holder is null)
            yield return new("ACTION_TYPE_FAILED_LEASE_NOT_HELD", $"Cannot release the lease. Nobody holds the lease of Gluster Volume {volume}; there is nothing to do.", RefusalKind.Conflict);
    }

    /// <summary>What step and event say of it.</summary>
    public static string Describe(LeaseHolder holder, string user, string reason) => $"{(holder.IsBeside ? "it was given up" : "the lease was released")} by {user}: {reason}";

    /// <summary>
    /// Nobody can tell how the task ends, so step and job end as unknown. What the user ordered for later, a commit above all, ends with them:
    /// where the task goes on, the sync adopts it as one that waits for a person.
    /// </summary>
    public static TaskState End(OpenTask task, string cluster, string why) => task.State with
    {
        Status = JobExecutionStatus.Unknown,
        JobStatus = JobExecutionStatus.Unknown,
        Intent = null,
        IntentDeadline = null,
        Health = null,
        HealthSince = null,
        HealthDetail = null,
        Description = new TaskText(task.TaskType, task.VolumeName, cluster).Describe(
            JobExecutionStatus.Unknown, task.Nodes, $"{why}; nothing was asked of gluster, a task that goes on is adopted as a new job"),
    };
}
