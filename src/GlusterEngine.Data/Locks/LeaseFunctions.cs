using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Locks;

/// <summary>Calls of the SQL functions about leases; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class LeaseFunctions
{
    /// <summary>The new generation, or null when another step holds the volume.</summary>
    public static async Task<long?> AcquireVolumeLeaseAsync(
        this EngineDb db, Guid volumeId, (Guid JobId, Guid StepId) holder, string engineId, CancellationToken cancellationToken) =>
        (await db.ReadAsync<long?>(
            "select AcquireVolumeLease($1, $2, $3, $4)",
            [DatabaseCall.Of(volumeId), DatabaseCall.Of(holder.JobId), DatabaseCall.Of(holder.StepId), DatabaseCall.Of(engineId)],
            cancellationToken))[0];

    /// <summary>Whether the step held the lease under the generation, until now.</summary>
    public static async Task<bool> ReleaseVolumeLeaseAsync(this EngineDb db, Guid stepId, long generation, CancellationToken cancellationToken) =>
        (await db.ReadAsync<bool>("select ReleaseVolumeLease($1, $2)", [DatabaseCall.Of(stepId), DatabaseCall.Of(generation)], cancellationToken))[0];

    /// <summary>The new generation, or null when the step does not hold the volume.</summary>
    public static async Task<long?> AdvanceVolumeLeaseAsync(
        this EngineDb db, Guid volumeId, Guid stepId, string engineId, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<long?>($"select AdvanceVolumeLease({volumeId}, {stepId}, {engineId}) as \"Value\"")
            .ToListAsync(cancellationToken))[0];

    /// <summary>Whether a volume's lease, held or free, has this generation, and keeps it until the open transaction ends.</summary>
    public static async Task<bool> IsGenerationAsync(this EngineDb db, Guid volumeId, long generation, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<Guid>($"select volume_id from volume_lease where volume_id = {volumeId} and generation = {generation} for share").ToListAsync(cancellationToken)).Count > 0;

    /// <summary>What gluster may keep as the volume's generation before this one is written there; null when the step does not hold the lease under it.</summary>
    public static async Task<long[]?> BeginStampAsync(this EngineDb db, Guid stepId, long generation, CancellationToken cancellationToken) =>
        (await db.ReadAsync<long[]>("select BeginStamp($1, $2)", [DatabaseCall.Of(stepId), DatabaseCall.Of(generation)], cancellationToken))[0];

    /// <summary>Wishes that gluster's generation is moved on once the lease is free, so that what was said behind it does not happen late.</summary>
    public static Task WantMoveOnAsync(this EngineDb db, Guid volumeId, CancellationToken cancellationToken) =>
        db.VolumeLeases.Where(l => l.VolumeId == volumeId).ExecuteUpdateAsync(static set => set.SetProperty(static l => l.MoveOnWanted, true), cancellationToken);

    /// <param name="db">The database.</param>
    /// <param name="volumeId">The volume, whose lease is free.</param>
    /// <param name="generation">The lease's generation.</param>
    /// <param name="stamp">What gluster was seen to keep; null where another engine was there.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static Task EndMoveOnAsync(this EngineDb db, Guid volumeId, long generation, long? stamp, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select EndMoveOn({volumeId}, {generation}, {stamp})", cancellationToken);

    public static Task ExpectNoStampAsync(this EngineDb db, Guid stepId, long generation, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select ExpectNoStamp({stepId}, {generation})", cancellationToken);

    public static Task TakeStampAsync(this EngineDb db, Guid volumeId, long stamp, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select TakeStamp({volumeId}, {stamp})", cancellationToken);

    public static Task EndStampAsync(this EngineDb db, Guid stepId, long generation, long? stamp, CancellationToken cancellationToken) =>
        new DatabaseBatch().EndStamp(stepId, generation, stamp).ExecuteAsync(db, cancellationToken);

    /// <param name="batch">The call is added here.</param>
    /// <param name="stepId">The step that holds the lease.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="stamp">What gluster was seen to keep; null when nothing was written.</param>
    public static DatabaseBatch EndStamp(this DatabaseBatch batch, Guid stepId, long generation, long? stamp) =>
        batch.Add("select EndStamp($1, $2, $3)", DatabaseCall.Of(stepId), DatabaseCall.Of(generation), DatabaseCall.Of(stamp));
}
