using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Deletes a stopped volume. Its files stay on the bricks, whose directories can become bricks again with force only.</summary>
public sealed class DeleteGlusterVolumeCommand(CommandServices services) : VolumeChangeCommand<DeleteVolumeParameters>(services)
{
    public override ActionType ActionType => ActionType.DeleteGlusterVolume;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, DeleteVolumeParameters parameters) => SwitchRefusals.Delete(snapshot);

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, DeleteVolumeParameters parameters) => new() { IsGone = true };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, DeleteVolumeParameters parameters) => new VolumeDeleteVerb(snapshot.Volume.Name);
}
