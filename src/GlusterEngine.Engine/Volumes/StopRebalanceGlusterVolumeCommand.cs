using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Stops a rebalance, whoever started it. Ends its step and job; makes no job of its own, as in oVirt.</summary>
public sealed class StopRebalanceGlusterVolumeCommand(CommandServices services) : GlusterAsyncCommandBase<StopRebalanceParameters>(services)
{
    public override ActionType ActionType => ActionType.StopRebalanceGlusterVolume;

    protected override Role RoleFor(StopRebalanceParameters parameters, CommandContext context) => Role.Operator;

    protected override StepType StepType => StepType.RebalancingVolume;

    protected override TaskOperation Operation => TaskOperation.Stop;

    protected override string Verb => "stop rebalance";

    protected override string Deed => "Rebalance stopped";

    protected override (EventCode Done, EventCode Failed) Events =>
        (EventCode.GlusterVolumeRebalanceStop, EventCode.GlusterVolumeRebalanceStopFailed);

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, StopRebalanceParameters parameters) =>
        RebalanceRefusals.Stop(snapshot);

    protected override Task<VdsReply<TaskReport>> ExecuteAndReturnTaskAsync(
        VdsHost host, VolumeSnapshot snapshot, StopRebalanceParameters parameters, CancellationToken cancellationToken) =>
        snapshot.Stamp!.SayAsync(host, new RebalanceStopVerb(snapshot.Volume.Name), cancellationToken);
}
