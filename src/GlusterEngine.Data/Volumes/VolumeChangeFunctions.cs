using GlusterEngine.Model;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Volumes;

/// <summary>Calls of the SQL functions about short changes of volumes; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class VolumeChangeFunctions
{
    /// <summary>Whether the change was still open under that generation.</summary>
    public static async Task<bool> EndVolumeChangeAsync(
        this EngineDb db, (Guid StepId, long? Generation) change, JobExecutionStatus status, string description, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>($"select EndVolumeChange({change.StepId}, {change.Generation}, {status.ToUpperText()}, {description}) as \"Value\"")
            .ToListAsync(cancellationToken))[0];

    /// <summary>Whether it was still open, and its new generation; null where it holds no lease.</summary>
    public static async Task<(bool IsOpen, long? Generation)> TakeOverVolumeChangeAsync(
        this EngineDb db, Guid stepId, string engineId, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<long?>($"select lease_generation as \"Value\" from TakeOverVolumeChange({stepId}, {engineId})").ToListAsync(cancellationToken);
        return rows.Count == 0 ? (false, null) : (true, rows[0]);
    }

    /// <summary>The open changes of a cluster for whose answer nobody waits any more, the eldest first.</summary>
    public static async Task<IReadOnlyList<VolumeChange>> GetOrphanedVolumeChangesAsync(this EngineDb db, Guid clusterId, CancellationToken cancellationToken)
    {
        var steps = await db.Database.SqlQuery<Guid>($"select * from GetOrphanedVolumeChanges({clusterId})").ToListAsync(cancellationToken);
        return steps.Count == 0 ? [] : await db.VolumeChanges.AsNoTracking().Where(c => steps.Contains(c.StepId)).OrderBy(static c => c.AskedAt).ToListAsync(cancellationToken);
    }
}
