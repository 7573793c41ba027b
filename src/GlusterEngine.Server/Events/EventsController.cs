using GlusterEngine.Model;
using GlusterEngine.Model.Events;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Events;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Events;

/// <summary>Events: the audit log.</summary>
[Route(Root + "/events")]
[Tags("Events")]
public sealed class EventsController : RestController
{
    /// <summary>Lists events, the newest first.</summary>
    /// <param name="from">Only events with a higher id.</param>
    /// <param name="search">Such as <c>severity=error</c>; fields severity, type (the code), correlation_id, message; also page N.</param>
    /// <param name="max">Most rows to give.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<EventResource>>(200)]
    public async Task<CollectionResource<EventResource>> ListAsync(long? from = null, string? search = null, int? max = null)
    {
        var query = ReadSearch("severity", "type", "correlation_id", "message");
        var (skip, take) = ReadPage(query);
        await using var db = await OpenDatabaseAsync();
        var events = db.Events.AsNoTracking().Where(e => from == null || e.Id > from);
        foreach (var term in query.Terms) events = Where(events, term.Field, term.Value);
        var rows = await events.OrderByDescending(static e => e.Id).Skip(skip).Take(take).ToListAsync(Aborted);
        return new() { Items = new RowList<EngineEvent, EventResource>(rows, line => EventResources.Of(line, Hrefs)) };
    }

    /// <summary>Gives one event.</summary>
    /// <param name="eventId">The event.</param>
    [HttpGet("{eventId:long}")]
    [ProducesResponseType<EventResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<EventResource>> GetAsync(long eventId)
    {
        await using var db = await OpenDatabaseAsync();
        var line = await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Id == eventId, Aborted);
        return line is null ? NotFound() : EventResources.Of(line, Hrefs);
    }

    private static IQueryable<EngineEvent> Where(IQueryable<EngineEvent> events, string field, string value)
    {
        var pattern = LikePattern.Of(value);
        switch (field)
        {
            case "severity":
                var severity = EnumText.Parse<EventSeverity>(value)
                    ?? throw FaultException.BadRequest($"search: '{value}' is no severity; use normal, warning, error or alert.");
                return events.Where(e => e.Severity == severity);
            case "type":
                return int.TryParse(value, out var code)
                    ? events.Where(e => e.Code == (EventCode)code)
                    : throw FaultException.BadRequest($"search: '{value}' is no event code; codes are numbers.");
            case "correlation_id":
                return events.Where(e => EF.Functions.ILike(e.CorrelationId!, pattern, LikePattern.Escape));
            default:
                return events.Where(e => EF.Functions.ILike(e.Description, pattern, LikePattern.Escape));
        }
    }
}
