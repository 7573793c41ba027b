using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Takes one option of a volume back to its default, beside a task too.</summary>
public sealed class ResetGlusterVolumeOptionCommand(CommandServices services) : VolumeChangeCommand<VolumeOptionParameters>(services)
{
    public override ActionType ActionType => ActionType.ResetGlusterVolumeOptions;

    protected override bool WorksBesideTask => true;

    protected override bool NeedsAllPeers(VolumeOptionParameters parameters) => !parameters.Force;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, VolumeOptionParameters parameters) => OptionRefusals.Reset(parameters.Name, Cannot);

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, VolumeOptionParameters parameters) =>
        new() { Options = new Dictionary<string, string?>(StringComparer.Ordinal) { [parameters.Name] = null } };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, VolumeOptionParameters parameters) =>
        new VolumeResetVerb(snapshot.Volume.Name, parameters.Name, parameters.Force);

    protected override string? DetailsOf(VolumeSnapshot snapshot, VolumeOptionParameters parameters) => parameters.Name;
}
