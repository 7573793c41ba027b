using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Starts a volume; with force also one that is started, whose dead bricks come up again, beside a task too.</summary>
public sealed class StartGlusterVolumeCommand(CommandServices services) : VolumeChangeCommand<SwitchVolumeParameters>(services)
{
    public override ActionType ActionType => ActionType.StartGlusterVolume;

    protected override bool WorksBesideTask => true;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => SwitchRefusals.Start(snapshot, parameters.Force);

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new() { Status = GlusterVolumeStatus.Up };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new VolumeStartVerb(snapshot.Volume.Name, parameters.Force);

    protected override string? DetailsOf(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => parameters.Force ? "with force" : null;
}
