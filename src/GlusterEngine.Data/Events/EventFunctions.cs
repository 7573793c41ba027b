namespace GlusterEngine.Data.Events;

/// <summary>Calls of the SQL functions about events; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class EventFunctions
{
    public static Task AppendEventsAsync(this EngineDb db, IEnumerable<EventDraft> events, CancellationToken cancellationToken) =>
        new DatabaseBatch().AppendEvents(events).ExecuteAsync(db, cancellationToken);

    public static DatabaseBatch AppendEvents(this DatabaseBatch batch, IEnumerable<EventDraft> events) =>
        batch.Add("select AppendEvents($1::jsonb)", DatabaseCall.Of(DatabaseJson.Write(events)));
}
