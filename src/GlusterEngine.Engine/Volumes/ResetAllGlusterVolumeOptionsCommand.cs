using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>
/// Takes all options of a volume back to their defaults. Gluster forgets those of users with them, the volume's generation too, which is put back right
/// after; until that is known to have happened, no generation counts as expected. Not beside a task, whose throttle and generation it would take.
/// </summary>
public sealed class ResetAllGlusterVolumeOptionsCommand(CommandServices services) : VolumeChangeCommand<SwitchVolumeParameters>(services)
{
    // What gluster 10 sets itself on a new volume, and leaves.
    private static readonly string[] Kept = ["storage.fips-mode-rchecksum", "transport.address-family", "nfs.disable"];

    public override ActionType ActionType => ActionType.ResetAllGlusterVolumeOptions;

    protected override bool NeedsAllPeers(SwitchVolumeParameters parameters) => !parameters.Force;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => [];

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new()
    {
        Options = snapshot.Volume.Options.Select(static option => option.Name).Except(Kept, StringComparer.Ordinal).Append(VolumeFence.Option)
            .ToDictionary(static name => name, static _ => (string?)null, StringComparer.Ordinal),
    };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => new VolumeResetAllVerb(snapshot.Volume.Name, parameters.Force);

    private protected override Task<VdsReply<bool>> SayAsync(
        VdsHost host, (VolumeChangeIntent Intent, VolumeSnapshot Snapshot) asked, SwitchVolumeParameters parameters, CancellationToken cancellationToken) =>
        asked.Snapshot.Stamp!.SayAndRestoreAsync(host, VerbOf(asked.Snapshot, parameters), cancellationToken);

    protected override string? DetailsOf(VolumeSnapshot snapshot, SwitchVolumeParameters parameters) => "all";

    private protected override Task WriteMoreAsync(EngineDb db, VolumeChangeIntent intent, CancellationToken cancellationToken) =>
        db.ExpectNoStampAsync(intent.Change.StepId, intent.Generation!.Value, cancellationToken);
}
