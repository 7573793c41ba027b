using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Starts a rebalance, or a fix of the layout only.</summary>
public sealed class StartRebalanceGlusterVolumeCommand(CommandServices services) : GlusterAsyncCommandBase<StartRebalanceParameters>(services)
{
    public override ActionType ActionType => ActionType.StartRebalanceGlusterVolume;

    protected override Role RoleFor(StartRebalanceParameters parameters, CommandContext context) => Role.Operator;

    protected override StepType StepType => StepType.RebalancingVolume;

    protected override TaskOperation Operation => TaskOperation.Start;

    protected override string Verb => "rebalance";

    protected override string Deed => "Rebalance started";

    protected override (EventCode Done, EventCode Failed) Events =>
        (EventCode.GlusterVolumeRebalanceStart, EventCode.GlusterVolumeRebalanceStartFailed);

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, StartRebalanceParameters parameters) =>
        RebalanceRefusals.Start(snapshot.Volume, parameters);

    protected override TaskOptions Describe(VolumeSnapshot snapshot, StartRebalanceParameters parameters) =>
        new()
        {
            FixLayout = parameters.FixLayout,
            Force = parameters.Force,
            Throttle = parameters.Throttle,
            Repeat = parameters.RepeatIfLost ? EngineJson.Write(parameters with { RepeatIfLost = false }) : null,
            RepeatOf = parameters.RepeatOf,
        };

    protected override Task<VdsReply<TaskReport>> ExecuteAndReturnTaskAsync(
        VdsHost host, VolumeSnapshot snapshot, StartRebalanceParameters parameters, CancellationToken cancellationToken) =>
        WithThrottleAsync(host, snapshot, parameters.Throttle, async () =>
        {
            var verb = new RebalanceStartVerb(snapshot.Volume.Name, parameters.FixLayout, parameters.Force);
            var reply = await snapshot.Stamp!.SayAsync(host, verb, cancellationToken);
            return reply.Map(static taskId => new TaskReport(taskId, []));
        }, cancellationToken);
}
