using GlusterEngine.Data;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>Adds a step to an external job that has not ended.</summary>
public sealed class AddExternalStepCommand(CommandServices services) : CommandBase<AddExternalStepParameters, Step>(services)
{
    private const string Verb = "Add External Step";

    public override ActionType ActionType => ActionType.AddExternalStep;

    protected override CommandTarget TargetOf(AddExternalStepParameters parameters) => new CommandTarget.OnJob(parameters.JobId, ExternalJobRefusals.NoJob(Verb, parameters.JobId));

    protected override Role RoleFor(AddExternalStepParameters parameters, CommandContext context) => Role.Operator;

    protected override Guid? IdOf(Step result) => result.Id;

    protected override async Task<Prepared<Step>> PrepareAsync(
        EngineDb db, AddExternalStepParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var job = await db.LockJobAsync(parameters.JobId, cancellationToken);
        var refusals = Validate(job, parameters).ToList();
        if (refusals.Count > 0) return new(refusals);
        job!.LastUpdateTime = await db.NowAsync(cancellationToken);
        var step = new Step
        {
            Id = Guid.CreateVersion7(),
            JobId = job.Id,
            ParentStepId = parameters.ParentStepId,
            StepType = parameters.Type,
            Description = parameters.Description!,
            StepNumber = job.Steps.Count(other => other.ParentStepId == parameters.ParentStepId),
            Status = JobExecutionStatus.Started,
            StartTime = job.LastUpdateTime,
            CorrelationId = job.CorrelationId,
            IsExternal = true,
        };
        db.Add(step);
        return new([], step);
    }

    private static IEnumerable<Refusal> Validate(Job? job, AddExternalStepParameters parameters)
    {
        foreach (var refusal in ExternalJobRefusals.Description(Verb, parameters.Description).Concat(ExternalJobRefusals.Job(Verb, parameters.JobId, job)))
            yield return refusal;
        if (job is not { IsExternal: true }) yield break;
        if (parameters.ParentStepId is { } parent && job.Steps.TrueForAll(step => step.Id != parent)) yield return ExternalJobRefusals.NoParent(Verb, parent);
        if (job.EndTime is not null) yield return ExternalJobRefusals.Ended(Verb, $"Job {job.Id}", job.Status);
    }
}
