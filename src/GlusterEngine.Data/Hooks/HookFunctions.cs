using GlusterEngine.Model;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Hooks;

/// <summary>Calls of the SQL functions about changes of hooks; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class HookFunctions
{
    /// <summary>Whether the change was still open.</summary>
    public static async Task<bool> EndHookChangeAsync(this EngineDb db, Guid stepId, JobExecutionStatus status, string description, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>($"select EndHookChange({stepId}, {status.ToUpperText()}, {description}) as \"Value\"").ToListAsync(cancellationToken))[0];

    /// <summary>The open changes of a cluster that no engine works on any more, the eldest first.</summary>
    public static async Task<IReadOnlyList<HookChange>> GetOrphanedHookChangesAsync(this EngineDb db, Guid clusterId, CancellationToken cancellationToken)
    {
        var steps = await db.Database.SqlQuery<Guid>($"select * from GetOrphanedHookChanges({clusterId})").ToListAsync(cancellationToken);
        return steps.Count == 0 ? [] : await db.HookChanges.AsNoTracking().Where(c => steps.Contains(c.StepId)).OrderBy(static c => c.AskedAt).ToListAsync(cancellationToken);
    }
}
