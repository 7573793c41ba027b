using GlusterEngine.Data;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>Ends an external step. One that failed ends its job as failed, as in oVirt. Said twice, it changes nothing the second time.</summary>
public sealed class EndExternalStepCommand(CommandServices services) : CommandBase<EndExternalStepParameters, Step>(services)
{
    private const string Verb = "End External Step";

    public override ActionType ActionType => ActionType.EndExternalStep;

    protected override CommandTarget TargetOf(EndExternalStepParameters parameters) => new CommandTarget.OnJob(parameters.JobId, ExternalJobRefusals.NoJob(Verb, parameters.JobId));

    protected override Role RoleFor(EndExternalStepParameters parameters, CommandContext context) => Role.Operator;

    protected override async Task<Prepared<Step>> PrepareAsync(
        EngineDb db, EndExternalStepParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var job = await db.LockJobAsync(parameters.JobId, cancellationToken);
        if (job is null) return Prepared<Step>.Refuse(ExternalJobRefusals.NoJob(Verb, parameters.JobId));
        var step = job.Steps.Find(step => step.Id == parameters.StepId);
        if (step is null) return Prepared<Step>.Refuse(ExternalJobRefusals.NoStep(Verb, parameters.StepId));
        if (await db.CheckIfJobHasTasksAsync(job.Id, cancellationToken)) return Prepared<Step>.Refuse(ExternalJobRefusals.HasTasks(Verb, job.Id));
        if (!step.IsExternal || !job.IsExternal) return Prepared<Step>.Refuse(ExternalJobRefusals.NotExternal(Verb, $"Step {step.Id}"));
        var status = parameters.Succeeded ? JobExecutionStatus.Finished : JobExecutionStatus.Failed;
        if (step.EndTime is not null)
            return step.Status == status ? new([], step) : Prepared<Step>.Refuse(ExternalJobRefusals.Ended(Verb, $"Step {step.Id}", step.Status));

        // One that failed ends its job and all of its steps.
        var ending = parameters.Succeeded ? job.Steps.Where(other => other.ParentStepId == step.Id) : job.Steps;
        if (ExternalJobRefusals.Followed(Verb, ending).ToList() is { Count: > 0 } followed) return new(followed);
        var now = await db.NowAsync(cancellationToken);
        (step.Status, step.EndTime, job.LastUpdateTime) = (status, now, now);
        if (!parameters.Succeeded) job.End(JobExecutionStatus.Failed, JobExecutionStatus.Failed, now);
        return new([], step);
    }
}
