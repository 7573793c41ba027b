using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Makes the bricks of a volume count no more what they do.</summary>
public sealed class StopGlusterVolumeProfileCommand(CommandServices services) : VolumeChangeCommand<SwitchVolumeParameters>(services)
{
    public override ActionType ActionType => ActionType.StopGlusterVolumeProfile;

    protected override bool WorksBesideTask => true;

    protected override bool NeedsAllPeers(SwitchVolumeParameters parameters) => !parameters.Force;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => ProfileRefusals.Stop(snapshot);

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new() { Options = VolumeProfiles.Options(value: null) };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new ProfileSwitchVerb(snapshot.Volume.Name, IsOn: false);
}
