using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Changes;

/// <summary>
/// What a short change is about to ask of gluster, as far as the database is concerned: the volume's lease, a snapshot read under it, and the rows that
/// say what was intended. Beside a task that holds the lease it takes none: gluster itself lets one change after the other.
/// </summary>
internal sealed class VolumeChangeIntent
{
    // Longer than a verb may take (VdsOptions.ChangeSeconds) with the time that lock retries and other hosts may add.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(180);

    private readonly (Guid JobId, Guid StepId) ids;
    private string? asked;

    private VolumeChangeIntent((Guid JobId, Guid StepId) ids, VolumeSnapshot snapshot)
    {
        this.ids = ids;
        Snapshot = snapshot;
    }

    public VolumeSnapshot Snapshot { get; }

    /// <summary>Who held the lease before; null when it was free.</summary>
    public LeaseHolder? Holder { get; private init; }

    /// <summary>The job of a change that somebody makes beside a task at this moment; null when nobody does.</summary>
    public Guid? OtherJob { get; private init; }

    /// <summary>Lease generation under which the outcome is written; null beside a task.</summary>
    public long? Generation { get; private init; }

    /// <summary>What gluster may keep as the volume's generation.</summary>
    public IReadOnlyCollection<long> Expected { get; private init; } = [];

    /// <summary>The row, once written.</summary>
    public VolumeChange Change { get; private set; } = null!;

    /// <summary>Takes the lease, or locks the row of whoever holds it, then reads what the command is validated against. Null when the cluster has no such volume.</summary>
    public static Task<VolumeChangeIntent?> LoadAsync(EngineDb db, GlusterVolumeParameters parameters, EngineIdentity engine, CancellationToken cancellationToken) =>
        LoadAsync(db, parameters, holder => SnapshotReader.ReadAsync(db, parameters, holder, cancellationToken), engine, cancellationToken);

    /// <summary>The same for a change that adds bricks, which no other volume may have.</summary>
    public static Task<VolumeChangeIntent?> LoadWithUsedBricksAsync(EngineDb db, GlusterVolumeParameters parameters, EngineIdentity engine, CancellationToken cancellationToken) =>
        LoadAsync(
            db,
            parameters,
            async holder => await SnapshotReader.ReadAsync(db, parameters, holder, cancellationToken) is { } snapshot
                ? snapshot with { UsedBricks = await SnapshotReader.UsedBricksAsync(db, parameters.ClusterId, cancellationToken) }
                : null,
            engine,
            cancellationToken);

    /// <param name="db">The database.</param>
    /// <param name="parameters">Of which volume.</param>
    /// <param name="read">Reads the snapshot, under the lease.</param>
    /// <param name="engine">This engine.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<VolumeChangeIntent?> LoadAsync(
        EngineDb db, GlusterVolumeParameters parameters, Func<LeaseHolder?, Task<VolumeSnapshot?>> read, EngineIdentity engine, CancellationToken cancellationToken)
    {
        var holder = (JobId: Guid.CreateVersion7(), StepId: Guid.CreateVersion7());
        var generation = await db.AcquireVolumeLeaseAsync(parameters.VolumeId, holder, engine.Id, cancellationToken);
        var before = generation is null ? await LeaseHolders.LockAsync(db, parameters.ClusterId, parameters.VolumeId, cancellationToken) : null;
        if (await read(before) is not { } snapshot) return null;
        var other = await db.VolumeChanges.Where(c => c.VolumeId == parameters.VolumeId && c.Deadline != null).Select(static c => (Guid?)c.JobId).SingleOrDefaultAsync(cancellationToken);
        return new(holder, snapshot)
        {
            Holder = before,
            OtherJob = before is { IsChange: true } ? null : other,
            Generation = generation,
            Expected = generation is { } taken ? (await db.BeginStampAsync(holder.StepId, taken, cancellationToken))! : [],
        };
    }

    /// <summary>What the change is said behind, where it is fenced.</summary>
    public VolumeFence FenceOf(bool needsAllPeers) => new(Snapshot.Volume.Name, Expected, Generation!.Value) { VolumeId = Snapshot.Volume.Id, NeedsAllPeers = needsAllPeers };

    /// <summary>Writes the job with its steps, and the change.</summary>
    public GlusterVolumeChange Write(EngineDb db, (ActionType Action, bool IsFenced) kind, CommandContext context, VolumeExpectation expectation, EngineIdentity engine)
    {
        var volume = Snapshot.Volume;
        // The volume may have no row yet, or none any more; who sees the cluster sees the job all the same.
        db.Add(ShortJob.Of(ids, (kind.Action, ChangeWords.Of(kind.Action).Describe(volume.Name, Snapshot.ClusterName)), context, Snapshot.ReadAt,
            [(volume.Id, SubjectType.GlusterVolume), (volume.ClusterId, SubjectType.Cluster)]));
        Change = new()
        {
            StepId = ids.StepId,
            JobId = ids.JobId,
            ClusterId = volume.ClusterId,
            VolumeId = volume.Id,
            VolumeName = volume.Name,
            ActionType = kind.Action,
            LeaseGeneration = Generation,
            IsFenced = kind.IsFenced,
            Expectation = EngineJson.Write(expectation),
            EngineId = engine.Id,
            AskedHost = asked = Snapshot.Hosts[0].Name,
            Deadline = Snapshot.ReadAt + AnswerTime,
        };
        db.Add(Change);
        return new(ids.JobId, ids.StepId, volume.Id) { Holder = Holder };
    }

    /// <summary>
    /// Asks the database whether the verb may still be said to a host: the change is open under the same generation, and the host is not at rest by now. If so, the
    /// host is on record as the one that was asked.
    /// </summary>
    public async Task<string?> ForbidsAsync(EngineDb db, VdsHost host, CancellationToken cancellationToken)
    {
        if (!await IsAwaitedAsync(db, cancellationToken)) return $"The lease of volume {Snapshot.Volume.Name} was released meanwhile.";
        if (await db.RestOfAsync((host.Id, host.Name), cancellationToken) is { } rest) return rest;
        // Nothing in gluster would keep it from happening after the sync has found that it did not.
        if (!Change.IsFenced && await db.NowAsync(cancellationToken) - Change.AskedAt > ChangeRule.LastSaid) return ChangeRule.TooLate;
        if (host.Name != asked)
        {
            await db.VolumeChanges.Where(c => c.StepId == ids.StepId && c.LeaseGeneration == Generation).ExecuteUpdateAsync(set => set.SetProperty(static c => c.AskedHost, host.Name), cancellationToken);
            asked = host.Name;
        }

        return null;
    }

    /// <summary>Whether the answer is still missing.</summary>
    public Task<bool> IsAwaitedAsync(EngineDb db, CancellationToken cancellationToken) => db.VolumeChanges.AnyAsync(
        c => c.StepId == ids.StepId && c.Deadline > DateTimeOffset.UnixEpoch && c.LeaseGeneration == Generation, cancellationToken);
}
