using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Tasks;

/// <summary>Calls of the SQL functions about ghosts; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class GhostFunctions
{
    public static Task WantGhostLookAsync(this EngineDb db, Guid clusterId, TimeSpan delay, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select WantGhostLook({clusterId}, {(int)delay.TotalSeconds})", cancellationToken);

    public static async Task<bool> BeginGhostWriteAsync(this EngineDb db, Guid clusterId, DateTimeOffset lookedAt, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>($"select BeginGhostWrite({clusterId}, {lookedAt}) as \"Value\"").ToListAsync(cancellationToken))[0];
}
