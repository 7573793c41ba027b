using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Clusters;

/// <summary>Calls of the SQL functions about the inventory; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class InventoryFunctions
{
    /// <summary>Whether what a look found may be written: none that began later was written before.</summary>
    public static async Task<bool> BeginInventoryWriteAsync(this EngineDb db, Guid clusterId, DateTimeOffset lookedAt, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>($"select BeginInventoryWrite({clusterId}, {lookedAt}) as \"Value\"").ToListAsync(cancellationToken))[0];
}
