using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>The rows of a job that is no long task: VALIDATING, and EXECUTING, with which it ends. Pure.</summary>
internal static class ShortJob
{
    /// <param name="ids">Of the job and of EXECUTING.</param>
    /// <param name="what">The command, and the job in words.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="now">The database time.</param>
    /// <param name="subjects">What it is about: who sees one of these sees the job.</param>
    /// <param name="engineId">The engine that does it, where no other row tells; else null.</param>
    public static Job Of(
        (Guid JobId, Guid StepId) ids, (ActionType Action, string Description) what, CommandContext context, DateTimeOffset now,
        IEnumerable<(Guid Id, SubjectType Type)> subjects, string? engineId = null) => new()
        {
            Id = ids.JobId,
            ActionType = what.Action,
            Description = what.Description,
            Status = JobExecutionStatus.Started,
            OwnerId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
            EngineId = engineId,
            Subjects = [.. subjects.Select(subject => new JobSubject { JobId = ids.JobId, EntityId = subject.Id, EntityType = subject.Type })],
            Steps = [JobSteps.Validating(ids.JobId, now, context.CorrelationId), JobSteps.Executing(ids.StepId, ids.JobId, 1, context.CorrelationId)],
        };

    /// <summary>The same job where the transaction that writes it is all there was to do.</summary>
    public static Job Done(this Job job, DateTimeOffset now)
    {
        var executing = job.Steps[^1];
        (job.Status, job.EndTime) = (JobExecutionStatus.Finished, now);
        (executing.Status, executing.EndTime) = (JobExecutionStatus.Finished, now);
        return job;
    }
}
