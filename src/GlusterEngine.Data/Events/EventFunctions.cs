using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Events;

/// <summary>Calls of the SQL functions about events; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class EventFunctions
{
    public static Task AppendEventsAsync(this EngineDb db, IEnumerable<EventDraft> events, CancellationToken cancellationToken)
    {
        var json = DatabaseJson.Write(events);
        return db.Database.ExecuteSqlAsync($"select AppendEvents({json}::jsonb)", cancellationToken);
    }
}
