using GlusterEngine.Model;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Hosts;

/// <summary>Calls of the SQL functions about hosts that join or leave a pool; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class HostChangeFunctions
{
    /// <summary>Whether the change was still open.</summary>
    public static async Task<bool> EndHostChangeAsync(this EngineDb db, Guid stepId, JobExecutionStatus status, string description, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>($"select EndHostChange({stepId}, {status.ToUpperText()}, {description}) as \"Value\"").ToListAsync(cancellationToken))[0];

    /// <summary>The open changes of a cluster for whose answer nobody waits any more, the eldest first.</summary>
    public static async Task<IReadOnlyList<HostChange>> GetOrphanedHostChangesAsync(this EngineDb db, Guid clusterId, CancellationToken cancellationToken)
    {
        var steps = await db.Database.SqlQuery<Guid>($"select * from GetOrphanedHostChanges({clusterId})").ToListAsync(cancellationToken);
        return steps.Count == 0 ? [] : await db.HostChanges.AsNoTracking().Where(c => steps.Contains(c.StepId)).OrderBy(static c => c.AskedAt).ToListAsync(cancellationToken);
    }
}
