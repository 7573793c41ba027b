using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Jobs;

/// <summary>Calls of the SQL functions about jobs; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class JobFunctions
{
    public static async Task<bool> CheckIfJobHasTasksAsync(this EngineDb db, Guid jobId, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>($"select CheckIfJobHasTasks({jobId}) as \"Value\"").ToListAsync(cancellationToken))[0];

    public static IQueryable<Step> GetStepsByExternalTaskId(this EngineDb db, Guid taskId) =>
        db.Steps.FromSql($"select * from GetStepsByExternalTaskId({taskId})").AsNoTracking();

    /// <summary>A job with its steps, its row locked until the transaction ends; null when there is none.</summary>
    public static async Task<Job?> LockJobAsync(this EngineDb db, Guid jobId, CancellationToken cancellationToken)
    {
        var job = (await db.Jobs.FromSql($"select * from job where job_id = {jobId} for update").ToListAsync(cancellationToken)).SingleOrDefault();
        // Read under the lock; the context puts them into the job.
        if (job is not null) await db.Steps.Where(step => step.JobId == jobId).LoadAsync(cancellationToken);
        return job;
    }

    /// <summary>The jobs of a cluster that ended just now because the engine that did them is gone; those of tasks and changes are none of them.</summary>
    public static async Task<IReadOnlyList<Job>> GiveUpOrphanedJobsAsync(this EngineDb db, Guid clusterId, string description, CancellationToken cancellationToken)
    {
        var jobs = await db.Database.SqlQuery<Guid>($"select * from GiveUpOrphanedJobs({clusterId}, {description})").ToListAsync(cancellationToken);
        return jobs.Count == 0 ? [] : await db.Jobs.AsNoTracking().Where(job => jobs.Contains(job.Id)).OrderBy(static job => job.StartTime).ToListAsync(cancellationToken);
    }

    public static async Task<int> DeleteCompletedJobsAsync(
        this EngineDb db, (DateTimeOffset Succeeded, DateTimeOffset Failed) endedBefore, int most, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<int>($"select DeleteCompletedJobs({endedBefore.Succeeded}, {endedBefore.Failed}, {most}) as \"Value\"")
            .ToListAsync(cancellationToken))[0];
}
