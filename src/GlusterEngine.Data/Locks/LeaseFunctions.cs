using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Locks;

/// <summary>Calls of the SQL functions about leases; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class LeaseFunctions
{
    /// <summary>The new generation, or null when another step holds the volume.</summary>
    public static async Task<long?> AcquireVolumeLeaseAsync(
        this EngineDb db, Guid volumeId, (Guid JobId, Guid StepId) holder, string engineId, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<long?>($"select AcquireVolumeLease({volumeId}, {holder.JobId}, {holder.StepId}, {engineId}) as \"Value\"")
            .ToListAsync(cancellationToken))[0];

    /// <summary>The new generation, or null when the step does not hold the volume.</summary>
    public static async Task<long?> AdvanceVolumeLeaseAsync(
        this EngineDb db, Guid volumeId, Guid stepId, string engineId, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<long?>($"select AdvanceVolumeLease({volumeId}, {stepId}, {engineId}) as \"Value\"")
            .ToListAsync(cancellationToken))[0];
}
