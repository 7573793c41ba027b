using GlusterEngine.Data;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Puts another brick in the place of one of a volume with copies. Gluster does it at once and knows no task of it; the self-heal fills the brick.</summary>
public sealed class ReplaceGlusterVolumeBrickCommand(CommandServices services, OneBrickInspector gate) : VolumeChangeCommand<ReplaceBrickParameters>(services)
{
    public override ActionType ActionType => ActionType.ReplaceGlusterVolumeBrick;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, ReplaceBrickParameters parameters) =>
        OneBrickRefusals.Of(snapshot.Volume, parameters, Cannot)
            .Concat(NewBrickRefusals.Of([parameters.New], snapshot.Hosts, snapshot.UsedBricks, Cannot))
            .Concat(BrickFileRefusals.Of(snapshot.Volume.Name, NewBrickRefusals.Addresses([parameters.New], snapshot.Hosts), Cannot));

    protected override string? ReasonOf(ReplaceBrickParameters parameters) => parameters.Override ? parameters.Reason : null;

    private protected override bool HasGate => true;

    private protected override async Task<(GateReport Report, bool Opens)> InspectAsync(VolumeSnapshot snapshot, ReplaceBrickParameters parameters, CancellationToken cancellationToken)
    {
        var report = await gate.InspectAsync(snapshot, parameters, cancellationToken);
        return (report, report.Opens(parameters.Override));
    }

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, ReplaceBrickParameters parameters)
    {
        var verb = Verb(snapshot, parameters);
        return new() { Has = [verb.New.ToString()], Lacks = [verb.Old.ToString()] };
    }

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, ReplaceBrickParameters parameters) => Verb(snapshot, parameters);

    protected override string? DetailsOf(VolumeSnapshot snapshot, ReplaceBrickParameters parameters)
    {
        var verb = Verb(snapshot, parameters);
        return $"{verb.New} in the place of {verb.Old}; the self-heal fills it";
    }

    private protected override Task<VolumeChangeIntent?> LoadAsync(EngineDb db, ReplaceBrickParameters parameters, CancellationToken cancellationToken) =>
        VolumeChangeIntent.LoadWithUsedBricksAsync(db, parameters, Services.Engine, cancellationToken);

    private static ReplaceBrickVerb Verb(VolumeSnapshot snapshot, ReplaceBrickParameters parameters) => new(
        snapshot.Volume.Name, snapshot.Volume.Bricks.Single(brick => brick.Id == parameters.BrickId).Address, NewBrickRefusals.Addresses([parameters.New], snapshot.Hosts).Single());
}
