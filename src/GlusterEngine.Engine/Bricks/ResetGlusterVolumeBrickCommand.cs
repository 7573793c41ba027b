using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>
/// Takes a brick into service again whose disk was changed: gluster lets go of it and takes it back, empty as it is, and the self-heal fills it. The volume's
/// description shows nothing of that.
/// </summary>
public sealed class ResetGlusterVolumeBrickCommand(CommandServices services, OneBrickInspector gate) : VolumeChangeCommand<ResetBrickParameters>(services)
{
    public override ActionType ActionType => ActionType.ResetGlusterVolumeBrick;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, ResetBrickParameters parameters) =>
        OneBrickRefusals.Of(snapshot.Volume, parameters, Cannot);

    protected override string? ReasonOf(ResetBrickParameters parameters) => parameters.Override ? parameters.Reason : null;

    private protected override bool HasGate => true;

    private protected override async Task<(GateReport Report, bool Opens)> InspectAsync(VolumeSnapshot snapshot, ResetBrickParameters parameters, CancellationToken cancellationToken)
    {
        var report = await gate.InspectAsync(snapshot, parameters, cancellationToken);
        return (report, report.Opens(parameters.Override));
    }

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, ResetBrickParameters parameters) => new() { IsInvisible = true };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, ResetBrickParameters parameters) => Verb(snapshot, parameters, isCommit: false);

    protected override string? DetailsOf(VolumeSnapshot snapshot, ResetBrickParameters parameters) => $"{Verb(snapshot, parameters, isCommit: true).Brick}; the self-heal fills it";

    private protected override async Task<VdsReply<bool>> SayAsync(
        VdsHost host, (VolumeChangeIntent Intent, VolumeSnapshot Snapshot) asked, ResetBrickParameters parameters, CancellationToken cancellationToken)
    {
        var snapshot = asked.Snapshot;
        var begun = await base.SayAsync(host, asked, parameters, cancellationToken);
        if (begun is not VdsReply<bool>.Answered) return begun;
        var verb = Verb(snapshot, parameters, isCommit: true);
        return await GlusterLockRetry.RunAsync(() => snapshot.Stamp!.SayAsync(host, verb, cancellationToken), Services.Time, cancellationToken) switch
        {
            VdsReply<bool>.Refused { Error: var error } => new VdsReply<bool>.Refused(error with
            {
                Text = $"Gluster let go of brick {verb.Brick} and refused to take it back, so it is out of service: {error.Text} Mend that, then reset it again.",
                Meaning = GlusterErrorMeaning.Other,
            }),
            VdsReply<bool>.Unreachable { Reason: var reason } => new VdsReply<bool>.Unknown($"Gluster let go of brick {verb.Brick}, but could not be asked to take it back: {reason}"),
            var reply => reply,
        };
    }

    private static ResetBrickVerb Verb(VolumeSnapshot snapshot, ResetBrickParameters parameters, bool isCommit) =>
        new(snapshot.Volume.Name, snapshot.Volume.Bricks.Single(brick => brick.Id == parameters.BrickId).Address, isCommit);
}
