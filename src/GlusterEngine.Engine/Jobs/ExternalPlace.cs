using GlusterEngine.Data;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Jobs;

/// <summary>
/// The external job, or the step of it, under which a client wants to see an operation (oVirt's <c>JobId</c> and <c>StepId</c>). The operation keeps a job of its
/// own; what stands under the external one is a step that follows it.
/// </summary>
/// <param name="JobId">The job; null where the step tells.</param>
/// <param name="StepId">The step; null = the job itself.</param>
public sealed record ExternalPlace(Guid? JobId, Guid? StepId)
{
    private const string Verb = "run the operation under an external job";

    /// <summary>The job, its row locked until the transaction ends, or why nothing can be put there.</summary>
    internal async Task<(Job? Job, Refusal? Refusal)> LockAsync(EngineDb db, Caller caller, CancellationToken cancellationToken)
    {
        var id = JobId ?? await db.Steps.Where(s => s.Id == StepId).Select(static s => (Guid?)s.JobId).SingleOrDefaultAsync(cancellationToken);
        if (id is not { } jobId) return (null, ExternalJobRefusals.NoStep(Verb, StepId!.Value));
        var permission = new Permission(caller, ActionType.AddExternalStep, Role.Operator, new CommandTarget.OnJob(jobId, ExternalJobRefusals.NoJob(Verb, jobId)));
        if (!permission.IsGranted && await permission.RefuseAsync(db, cancellationToken) is { } denied) return (null, denied);
        var job = await db.LockJobAsync(jobId, cancellationToken);
        return Refuse(jobId, job) is { } refusal ? (null, refusal) : (job, null);
    }

    /// <summary>Adds the step that follows the job of an operation, whose rows are in the transaction by now.</summary>
    internal async Task FollowAsync(EngineDb db, Job external, Guid followedId, CancellationToken cancellationToken)
    {
        var followed = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == followedId, cancellationToken);
        external.LastUpdateTime = await db.NowAsync(cancellationToken);
        db.Add(new Step
        {
            Id = Guid.CreateVersion7(),
            JobId = external.Id,
            ParentStepId = StepId,
            StepType = StepType.Executing,
            Description = followed.Description,
            StepNumber = external.Steps.Count(other => other.ParentStepId == StepId),
            Status = followed.Status,
            StartTime = external.LastUpdateTime,
            EndTime = followed.EndTime,
            CorrelationId = followed.CorrelationId,
            FollowedJobId = followedId,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>That a command makes no job which a step could follow: a stop or commit works on the job of the start.</summary>
    internal static Refusal NotMonitored(ActionType action) => new(
        "ACTION_TYPE_NON_MONITORED", $"Cannot {Verb}. {action} makes no job of its own that a step there could follow; leave JobId and StepId away.", RefusalKind.BadParameters);

    private Refusal? Refuse(Guid jobId, Job? job)
    {
        if (ExternalJobRefusals.Job(Verb, jobId, job) is [var refusal, ..]) return refusal;
        if (job!.EndTime is not null) return ExternalJobRefusals.Ended(Verb, $"Job {jobId}", job.Status);
        if (StepId is not { } stepId) return null;
        if (job.Steps.Find(step => step.Id == stepId) is not { } parent) return ExternalJobRefusals.NoStep(Verb, stepId);
        return parent.EndTime is null ? null : ExternalJobRefusals.Ended(Verb, $"Step {stepId}", parent.Status);
    }
}
