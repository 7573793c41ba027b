using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>Adds a job for work that a client does by itself, so that it stands in the same list as the engine's.</summary>
public sealed class AddExternalJobCommand(CommandServices services) : CommandBase<AddExternalJobParameters, Job>(services)
{
    public override ActionType ActionType => ActionType.AddExternalJob;

    protected override CommandTarget TargetOf(AddExternalJobParameters parameters) => CommandTarget.Own;

    protected override Role RoleFor(AddExternalJobParameters parameters, CommandContext context) => Role.Operator;

    protected override Guid? IdOf(Job result) => result.Id;

    protected override async Task<Prepared<Job>> PrepareAsync(
        EngineDb db, AddExternalJobParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var refusals = ExternalJobRefusals.Description("Add External Job", parameters.Description).ToList();
        if (refusals.Count > 0) return new(refusals);
        var now = await db.NowAsync(cancellationToken);
        var job = new Job
        {
            Id = Guid.CreateVersion7(),
            ActionType = ActionType,
            Description = parameters.Description!,
            Status = JobExecutionStatus.Started,
            OwnerId = context.Caller.UserId,
            StartTime = now,
            LastUpdateTime = now,
            CorrelationId = context.CorrelationId,
            IsExternal = true,
            IsAutoCleared = parameters.IsAutoCleared,
        };
        db.Add(job);
        await db.AppendEventsAsync([new(EventCode.ExternalJobAdded, EventSeverity.Normal, $"New external job {job.Description} was added by {context.Caller.Name}.")
        {
            JobId = job.Id,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], job);
    }
}
