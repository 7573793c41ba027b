using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Starts to move the data off bricks. They stay part of the volume until the commit.</summary>
public sealed class StartRemoveGlusterVolumeBricksCommand(CommandServices services) : GlusterAsyncCommandBase<StartRemoveBricksParameters>(services)
{
    public override ActionType ActionType => ActionType.StartRemoveGlusterVolumeBricks;

    protected override Role RoleFor(StartRemoveBricksParameters parameters, CommandContext context) => Role.Operator;

    protected override StepType StepType => StepType.RemovingBricks;

    protected override TaskOperation Operation => TaskOperation.Start;

    protected override string Verb => "start removing";

    protected override string Deed => "Migration of data off bricks started";

    protected override (EventCode Done, EventCode Failed) Events => (EventCode.StartRemovingGlusterVolumeBricks, EventCode.StartRemovingGlusterVolumeBricksFailed);

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, StartRemoveBricksParameters parameters) =>
        RemoveBrickRefusals.Start(snapshot, parameters);

    protected override TaskOptions Describe(VolumeSnapshot snapshot, StartRemoveBricksParameters parameters)
    {
        var bricks = BrickSelection.Of(snapshot.Volume, parameters.Bricks).Bricks;
        return new TaskOptions
        {
            Bricks = bricks,
            AutoCommit = parameters.AutoCommit,
            Plan = MigrationPlan.Of(snapshot.Volume, bricks, snapshot.SharedFileSystems),
            Throttle = parameters.Throttle,
            Repeat = parameters.RepeatIfLost ? EngineJson.Write(parameters with { RepeatIfLost = false }) : null,
            RepeatOf = parameters.RepeatOf,
        };
    }

    protected override Task<VdsReply<TaskReport>> ExecuteAndReturnTaskAsync(
        VdsHost host, VolumeSnapshot snapshot, StartRemoveBricksParameters parameters, CancellationToken cancellationToken)
    {
        var bricks = BrickSelection.Of(snapshot.Volume, parameters.Bricks).Bricks.Select(static brick => brick.Address).ToList();
        return WithThrottleAsync(host, snapshot, parameters.Throttle, async () =>
        {
            var reply = await snapshot.Stamp!.SayAsync(host, new RemoveBrickStartVerb(snapshot.Volume.Name, bricks), cancellationToken);
            return reply.Map(static taskId => new TaskReport(taskId, []));
        }, cancellationToken);
    }
}
