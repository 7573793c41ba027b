using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Stops a migration, or takes a finished one back (activate): the bricks stay in the volume.</summary>
public sealed class StopRemoveGlusterVolumeBricksCommand(CommandServices services) : GlusterAsyncCommandBase<StopRemoveBricksParameters>(services)
{
    public override ActionType ActionType => ActionType.StopRemoveGlusterVolumeBricks;

    protected override Role RoleFor(StopRemoveBricksParameters parameters, CommandContext context) => Role.Operator;

    protected override StepType StepType => StepType.RemovingBricks;

    protected override TaskOperation Operation => TaskOperation.Stop;

    protected override string Verb => "stop removing";

    protected override string Deed => "Migration of data off bricks stopped, they stay in the volume";

    protected override (EventCode Done, EventCode Failed) Events => (EventCode.GlusterVolumeRemoveBricksStop, EventCode.GlusterVolumeRemoveBricksStopFailed);

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, StopRemoveBricksParameters parameters) =>
        RemoveBrickRefusals.Stop(snapshot, parameters, parameters.Activates);

    protected override Task<VdsReply<TaskReport>> ExecuteAndReturnTaskAsync(
        VdsHost host, VolumeSnapshot snapshot, StopRemoveBricksParameters parameters, CancellationToken cancellationToken) =>
        snapshot.Stamp!.SayAsync(
            host, new RemoveBrickStopVerb(snapshot.Volume.Name, [.. snapshot.OpenTask!.Bricks.Select(static brick => brick.Address)]), cancellationToken);
}
