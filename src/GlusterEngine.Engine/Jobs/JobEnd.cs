using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>The end of a job that no gluster task decides. Pure.</summary>
internal static class JobEnd
{
    /// <summary>Ends the job, and with it what is open of its steps, so that nothing runs for ever under a job that is over.</summary>
    public static void End(this Job job, JobExecutionStatus status, JobExecutionStatus openSteps, DateTimeOffset now)
    {
        (job.Status, job.EndTime, job.LastUpdateTime) = (status, now, now);
        foreach (var step in job.Steps.Where(static step => step.EndTime is null)) (step.Status, step.EndTime) = (openSteps, now);
    }
}
