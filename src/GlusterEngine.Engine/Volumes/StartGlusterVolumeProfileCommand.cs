using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Makes the bricks of a volume count what they do. Gluster does it with two options, so all peers have to be there.</summary>
public sealed class StartGlusterVolumeProfileCommand(CommandServices services) : VolumeChangeCommand<SwitchVolumeParameters>(services)
{
    public override ActionType ActionType => ActionType.StartGlusterVolumeProfile;

    protected override bool WorksBesideTask => true;

    protected override bool NeedsAllPeers(SwitchVolumeParameters parameters) => !parameters.Force;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => ProfileRefusals.Start(snapshot);

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new() { Options = VolumeProfiles.Options("on") };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new ProfileSwitchVerb(snapshot.Volume.Name, IsOn: true);
}
