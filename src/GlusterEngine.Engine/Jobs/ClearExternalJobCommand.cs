using GlusterEngine.Data;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>Lets retention delete an external job some time after its end, as it deletes the engine's own.</summary>
public sealed class ClearExternalJobCommand(CommandServices services) : CommandBase<Guid, Job>(services)
{
    public override ActionType ActionType => ActionType.ClearExternalJob;

    protected override CommandTarget TargetOf(Guid parameters) => new CommandTarget.OnJob(parameters, ExternalJobRefusals.NoJob("Clear External Job", parameters));

    protected override Role RoleFor(Guid parameters, CommandContext context) => Role.Operator;

    protected override async Task<Prepared<Job>> PrepareAsync(EngineDb db, Guid parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var job = await db.LockJobAsync(parameters, cancellationToken);
        var refusals = ExternalJobRefusals.Job("Clear External Job", parameters, job);
        if (refusals.Count > 0) return new(refusals);
        job!.IsAutoCleared = true;
        return new([], job);
    }
}
