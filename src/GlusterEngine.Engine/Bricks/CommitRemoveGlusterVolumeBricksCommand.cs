using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Takes migrated bricks out of the volume, if the gate is green.</summary>
public sealed class CommitRemoveGlusterVolumeBricksCommand(CommandServices services, GateInspector gate) : GlusterAsyncCommandBase<CommitRemoveBricksParameters>(services)
{
    public override ActionType ActionType => ActionType.CommitRemoveGlusterVolumeBricks;

    protected override StepType StepType => StepType.RemovingBricks;

    protected override TaskOperation Operation => TaskOperation.Commit;

    protected override string Verb => "commit removing";

    protected override (EventCode Done, EventCode Failed) Events => (EventCode.GlusterVolumeRemoveBricksCommit, EventCode.GlusterVolumeRemoveBricksCommitFailed);

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, CommitRemoveBricksParameters parameters) =>
        RemoveBrickRefusals.Commit(snapshot, parameters);

    protected override string? ReasonOf(CommitRemoveBricksParameters parameters) => parameters.Override ? parameters.Reason : null;

    protected override async Task<(GateReport Report, bool Opens)?> InspectAsync(
        VolumeSnapshot snapshot, CommitRemoveBricksParameters parameters, CancellationToken cancellationToken)
    {
        var report = await gate.InspectAsync(snapshot, snapshot.OpenTask!, cancellationToken);
        return (report, report.Opens(parameters.Override));
    }

    protected override Task<VdsReply<TaskReport>> ExecuteAndReturnTaskAsync(
        VdsHost host, VolumeSnapshot snapshot, CommitRemoveBricksParameters parameters, CancellationToken cancellationToken) =>
        Services.Vds.CallAsync(host, VerbOf(snapshot, parameters), cancellationToken);

    internal static VdsVerb<TaskReport> VerbOf(VolumeSnapshot snapshot, CommitRemoveBricksParameters parameters)
    {
        var bricks = snapshot.OpenTask!.Bricks.Select(static brick => brick.Address).ToList();
        // Gluster's plain commit refuses skipped files whatever the gate says; the override was given in so many words.
        return parameters.Override && snapshot.OpenTask.Nodes.Any(static node => node.Skipped > 0)
            ? new RemoveBrickForceVerb(snapshot.Volume.Name, bricks, ReplicaCount: null)
            : new RemoveBrickCommitVerb(snapshot.Volume.Name, bricks);
    }
}
