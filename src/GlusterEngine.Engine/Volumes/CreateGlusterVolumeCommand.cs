using GlusterEngine.Data;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Volumes;

/// <summary>Creates a volume and sets its options. It is locked by its name meanwhile, since gluster gives it its id.</summary>
public sealed class CreateGlusterVolumeCommand(CommandServices services) : VolumeChangeCommand<CreateVolumeParameters>(services)
{
    public override ActionType ActionType => ActionType.CreateGlusterVolume;

    protected override CommandTarget TargetOf(CreateVolumeParameters parameters) => CommandTarget.Cluster(parameters.ClusterId);

    private protected override bool HasGeneration => false;

    private protected override bool MayBeDoneInPart => true;

    protected override IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, CreateVolumeParameters parameters) =>
        CreateRefusals.Of(parameters, snapshot.IsNameTaken, snapshot.ClusterName)
            .Concat(NewBrickRefusals.Of(parameters.Bricks, snapshot.Hosts, snapshot.UsedBricks, Cannot))
            .Concat(BrickFileRefusals.Of(parameters.Name, NewBrickRefusals.Addresses(parameters.Bricks, snapshot.Hosts), Cannot))
            .Concat(parameters.Options.SelectMany(option => OptionRefusals.Of(option.Key, option.Value, Cannot)))
            .Concat(OptionRefusals.Twice(parameters.Options.Select(static option => option.Key), Cannot));

    protected override VolumeExpectation Expect(VolumeSnapshot snapshot, CreateVolumeParameters parameters) => new()
    {
        Has = [.. NewBrickRefusals.Addresses(parameters.Bricks, snapshot.Hosts).Select(static brick => brick.ToString())],
        Options = parameters.Options.ToDictionary(static option => option.Key, static option => (string?)option.Value, StringComparer.Ordinal),
    };

    protected override VdsVerb<bool> VerbOf(VolumeSnapshot snapshot, CreateVolumeParameters parameters) => new VolumeSetVerb(
        parameters.Name, parameters.Options[0].Key, parameters.Options[0].Value)
    { More = [.. parameters.Options.Skip(1)] };

    private protected override async Task<VdsReply<bool>> SayAsync(
        VdsHost host, (VolumeChangeIntent Intent, VolumeSnapshot Snapshot) asked, CreateVolumeParameters parameters, CancellationToken cancellationToken)
    {
        var (intent, snapshot) = asked;
        var create = new VolumeCreateVerb(parameters.Name, parameters.Layout, [.. NewBrickRefusals.Addresses(parameters.Bricks, snapshot.Hosts)], parameters.Force);
        var created = await Services.Vds.CallAsync(host, create, cancellationToken);
        if (created is not VdsReply<Guid>.Answered { Value: var id } || parameters.Options.Count == 0) return created.Map(static _ => true);
        // Not moved on: the volume, as soon as it is known, begins at none.
        var fence = new VolumeFence(parameters.Name, [0], 0) { VolumeId = id };
        // A second verb: what was given up, or is too old by now, says it no more, and nobody changed the volume meanwhile.
        var (_, set) = await InTurn(intent).SayAsync(
            [host], async (_, token) => (await Services.Vds.CallFencedAsync(host, VerbOf(snapshot, parameters), fence, token)).Reply, cancellationToken);
        return set switch
        {
            VdsReply<bool>.Refused { Error: var error } => new VdsReply<bool>.Refused(error with
            {
                Text = $"Volume {parameters.Name} was created, but gluster refused its options, so none of them is set: {error.Text}. Set others with setoption, or delete the volume.",
                Meaning = GlusterErrorMeaning.Other,
            }),
            // Not asked again on another host: the volume is there.
            VdsReply<bool>.Unreachable { Reason: var reason } => new VdsReply<bool>.Unknown($"The volume was created, but its options could not be set: {reason}"),
            _ => set,
        };
    }

    protected override string? DetailsOf(VolumeSnapshot snapshot, CreateVolumeParameters parameters) =>
        $"bricks {string.Join(", ", NewBrickRefusals.Addresses(parameters.Bricks, snapshot.Hosts))}";

    private protected override Task<VolumeChangeIntent?> LoadAsync(EngineDb db, CreateVolumeParameters parameters, CancellationToken cancellationToken) =>
        VolumeChangeIntent.LoadAsync(db, parameters, _ => ReadAsync(db, parameters, cancellationToken), Services.Engine, cancellationToken);

    /// <summary>The volume that is to be, and what it may collide with; null when there is no such cluster.</summary>
    private static async Task<VolumeSnapshot?> ReadAsync(EngineDb db, CreateVolumeParameters parameters, CancellationToken cancellationToken)
    {
        var cluster = await db.Clusters.Where(c => c.Id == parameters.ClusterId).Select(static c => c.Name).SingleOrDefaultAsync(cancellationToken);
        if (cluster is null) return null;
        var hosts = await db.UpHostsOfAsync(parameters.ClusterId, cancellationToken);
        var volume = new GlusterVolume
        {
            Id = parameters.VolumeId,
            ClusterId = parameters.ClusterId,
            Name = parameters.Name,
            Type = parameters.Type,
            Status = GlusterVolumeStatus.Down,
            TransportTypes = [],
        };
        return new(volume, cluster, hosts, OpenTask: null)
        {
            ReadAt = await db.NowAsync(cancellationToken),
            IsNameTaken = await db.Volumes.AnyAsync(v => v.ClusterId == parameters.ClusterId && v.Name == parameters.Name, cancellationToken),
            UsedBricks = await SnapshotReader.UsedBricksAsync(db, parameters.ClusterId, cancellationToken),
        };
    }
}
