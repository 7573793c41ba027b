using GlusterEngine.Data;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Adds bricks to a volume. Files come onto them with the next rebalance, copies with the self-heal.</summary>
public sealed class AddBricksToGlusterVolumeCommand(CommandServices services) : VolumeChangeCommand<AddBricksParameters>(services)
{
    public override ActionType ActionType => ActionType.AddBricksToGlusterVolume;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, AddBricksParameters parameters) =>
        NewBrickRefusals.Of(parameters.Bricks, snapshot.Hosts, snapshot.UsedBricks, Cannot)
            .Concat(BrickFileRefusals.Of(snapshot.Volume.Name, NewBrickRefusals.Addresses(parameters.Bricks, snapshot.Hosts), Cannot))
            .Concat(AddBrickRefusals.Counts(snapshot.Volume, parameters));

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, AddBricksParameters parameters) =>
        new() { Has = [.. Added(snapshot, parameters)], ReplicaCount = AddBrickRefusals.NewReplicaCount(snapshot.Volume, parameters) };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, AddBricksParameters parameters) => new AddBrickVerb(
        snapshot.Volume.Name, [.. NewBrickRefusals.Addresses(parameters.Bricks, snapshot.Hosts)], AddBrickRefusals.NewReplicaCount(snapshot.Volume, parameters), parameters.Force);

    protected override string? DetailsOf(VolumeSnapshot snapshot, AddBricksParameters parameters) => string.Join(", ", Added(snapshot, parameters));

    private protected override Task<VolumeChangeIntent?> LoadAsync(EngineDb db, AddBricksParameters parameters, CancellationToken cancellationToken) =>
        VolumeChangeIntent.LoadWithUsedBricksAsync(db, parameters, Services.Engine, cancellationToken);

    private static IEnumerable<string> Added(VolumeSnapshot snapshot, AddBricksParameters parameters) =>
        NewBrickRefusals.Addresses(parameters.Bricks, snapshot.Hosts).Select(static brick => brick.ToString());
}
