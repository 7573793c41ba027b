using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Locks;

/// <summary>Calls of the SQL functions about engines; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class EngineFunctions
{
    public static async Task<IReadOnlyList<EngineView>> GetEnginesAsync(this EngineDb db, CancellationToken cancellationToken)
    {
        var json = await db.Database.SqlQuery<string>(
            $"select coalesce(jsonb_agg(to_jsonb(engine)), '[]')::text as \"Value\" from GetEngines() engine").ToListAsync(cancellationToken);
        return DatabaseJson.Read<List<EngineView>>(json[0]);
    }
}
