using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Stops a volume: its clients lose it. Never while a task is open, not with force either.</summary>
public sealed class StopGlusterVolumeCommand(CommandServices services) : VolumeChangeCommand<SwitchVolumeParameters>(services)
{
    public override ActionType ActionType => ActionType.StopGlusterVolume;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => SwitchRefusals.Stop(snapshot, parameters.Force);

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new() { Status = GlusterVolumeStatus.Down };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new VolumeStopVerb(snapshot.Volume.Name, parameters.Force);

    protected override string? DetailsOf(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => parameters.Force ? "with force" : null;
}
