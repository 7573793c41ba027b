using GlusterEngine.Data;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>Ends an external job and what is open of its steps. Said twice, it changes nothing the second time.</summary>
public sealed class EndExternalJobCommand(CommandServices services) : CommandBase<EndExternalJobParameters, Job>(services)
{
    private const string Verb = "End External Job";

    public override ActionType ActionType => ActionType.EndExternalJob;

    protected override CommandTarget TargetOf(EndExternalJobParameters parameters) => new CommandTarget.OnJob(parameters.JobId, ExternalJobRefusals.NoJob(Verb, parameters.JobId));

    protected override Role RoleFor(EndExternalJobParameters parameters, CommandContext context) => Role.Operator;

    protected override async Task<Prepared<Job>> PrepareAsync(
        EngineDb db, EndExternalJobParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var job = await db.LockJobAsync(parameters.JobId, cancellationToken);
        if (await db.CheckIfJobHasTasksAsync(parameters.JobId, cancellationToken)) return Prepared<Job>.Refuse(ExternalJobRefusals.HasTasks(Verb, parameters.JobId));
        var refusals = ExternalJobRefusals.Job(Verb, parameters.JobId, job);
        if (refusals.Count > 0) return new(refusals);
        var status = parameters.Succeeded ? JobExecutionStatus.Finished : JobExecutionStatus.Failed;
        if (job!.EndTime is not null && job.Status != status)
            return Prepared<Job>.Refuse(ExternalJobRefusals.Ended(Verb, $"Job {job.Id}", job.Status));

        if (job.EndTime is null && !parameters.Force && ExternalJobRefusals.Followed(Verb, job.Steps).ToList() is { Count: > 0 } followed) return new(followed);

        job.IsAutoCleared |= parameters.Force;
        if (job.EndTime is null) job.End(status, parameters.Force ? JobExecutionStatus.Aborted : status, await db.NowAsync(cancellationToken));
        return new([], job);
    }
}
