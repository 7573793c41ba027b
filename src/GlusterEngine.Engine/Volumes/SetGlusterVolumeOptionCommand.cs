using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Sets an option of a volume, beside a task too.</summary>
public sealed class SetGlusterVolumeOptionCommand(CommandServices services) : VolumeChangeCommand<VolumeOptionParameters>(services)
{
    public override ActionType ActionType => ActionType.SetGlusterVolumeOption;

    protected override bool WorksBesideTask => true;

    protected override bool NeedsAllPeers(VolumeOptionParameters parameters) => !parameters.Force;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, VolumeOptionParameters parameters) =>
        OptionRefusals.Of(parameters.Name, parameters.Value ?? "", Cannot);

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, VolumeOptionParameters parameters) =>
        new() { Options = new Dictionary<string, string?>(StringComparer.Ordinal) { [parameters.Name] = parameters.Value } };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, VolumeOptionParameters parameters) =>
        new VolumeSetVerb(snapshot.Volume.Name, parameters.Name, parameters.Value!);

    protected override string? DetailsOf(VolumeSnapshot snapshot, VolumeOptionParameters parameters) => $"{parameters.Name}={parameters.Value}";
}
