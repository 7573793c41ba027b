using System.Globalization;
using GlusterEngine.Data;
using GlusterEngine.Engine.Access;
using GlusterEngine.Engine.Events;
using GlusterEngine.Model;
using GlusterEngine.Model.Events;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Search;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Events;
using GlusterEngine.Wire.Faults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Events;

/// <summary>Events: the audit log.</summary>
[Route(Root + "/events")]
[Tags("Events")]
public sealed class EventsController(AddExternalEventCommand add, RemoveEventCommand remove, UndeleteEventsCommand undelete) : RestController
{
    /// <summary>Lists events, the newest first unless <c>sortby</c> says otherwise.</summary>
    /// <param name="from">Only events with a higher id; without max and sortby the first of them, if they are too many for an answer.</param>
    /// <param name="search">Such as <c>severity=error</c>; fields type (the code), severity, message, time, usrname, correlation_id, origin, custom_event_id, event_host, event_volume; also sortby and page N.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">Links to inline: cluster, host, and what can be followed below them.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<EventResource>>(200)]
    public async Task<CollectionResource<EventResource>> ListAsync(long? from = null, string? search = null, int? max = null, string? follow = null)
    {
        await using var db = await OpenDatabaseAsync();
        var fields = EventFields.Of(db);
        var query = ReadSearch([.. fields.Select(static field => field.Name)]);
        var tree = ReadFollow<EventResource>();
        var (skip, take) = ReadPageOfMany(query);
        var events = db.Events.AsNoTracking().VisibleTo(Caller).Where(e => !e.Deleted && (from == null || e.Id > from)).Where(query, fields);
        // Who asks for what came after an id goes on from the highest that is shown: nothing below it may be cut away.
        var goesOn = from is not null && !HasMax && query.SortField is null;
        var ordered = events.OrderBy(query, fields)?.ThenByDescending(static e => e.Id) ?? (goesOn ? events.OrderBy(static e => e.Id) : events.OrderByDescending(static e => e.Id));
        var rows = await ordered.Skip(skip).Take(take).ToListAsync(Aborted);
        if (goesOn) rows.Reverse();
        var names = await EventNames.LoadAsync(db, rows, Caller, Aborted);
        return new() { Items = await FollowAsync(db, new RowList<EngineEvent, EventResource>(rows, line => EventResources.Of(line, names, Hrefs)), tree) };
    }

    /// <summary>Gives one event.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="follow">Links to inline: cluster, host, and what can be followed below them.</param>
    [HttpGet("{eventId:long}")]
    [ProducesResponseType<EventResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<EventResource>> GetAsync(long eventId, string? follow = null)
    {
        var tree = ReadFollow<EventResource>();
        await using var db = await OpenDatabaseAsync();
        var line = await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Id == eventId && !e.Deleted, Aborted);
        return line is null ? NotFound() : (await FollowAsync(db, [await ShowAsync(db, line)], tree))[0];
    }

    /// <summary>Adds an event of a client.</summary>
    /// <param name="line">description, severity, origin (not oVirt) and custom_id are mandatory; custom_data, flood_rate, and cluster and host by id if wanted. user, and log_on_host=true, are refused; data_center, storage_domain, template and vm are never found.</param>
    [HttpPost]
    [ProducesResponseType<EventResource>(201)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    public async Task<ActionResult<EventResource>> AddAsync([FromBody] EventResource line)
    {
        Mandatory.Require(line.Description, "event.description");
        Mandatory.Require(line.Severity, "event.severity");
        Mandatory.Require(line.Origin, "event.origin");
        Mandatory.Require(line.CustomId?.ToString(CultureInfo.InvariantCulture), "event.custom_id");
        if (line.User is not null) throw FaultException.BadRequest("event.user: an event is shown with the user who added it; leave it out.");
        if (line.LogOnHost is true) throw FaultException.BadRequest("event.log_on_host: this engine writes into no log of a host; leave it out.");
        foreach (var (reference, member) in new[] { (line.DataCenter, "data_center"), (line.StorageDomain, "storage_domain"), (line.Template, "template"), (line.Vm, "vm") })
            RefuseReference(reference, $"event.{member}");
        var severity = EnumText.Parse<EventSeverity>(line.Severity)!.Value;
        var parameters = new AddExternalEventParameters(line.Description, severity, line.Origin, line.CustomId!.Value)
        {
            CustomData = line.CustomData,
            FloodRate = line.FloodRate,
            ClusterId = Mandatory.ReadReference(line.Cluster, "event.cluster.id"),
            HostId = Mandatory.ReadReference(line.Host, "event.host.id"),
        };
        var written = (await add.RunAsync(parameters, CommandContext, wait: true, Aborted)).ValueOrFault();
        var added = await ShowAddedAsync(written);
        return Created(OwnAddress.Of(Request, added.Href!), added);
    }

    /// <summary>Deletes an event: it is not shown any more. Another event tells who did it.</summary>
    /// <param name="eventId">The event.</param>
    [HttpDelete("{eventId:long}")]
    [ProducesResponseType(200)]
    [ProducesResponseType(404)]
    public async Task<IActionResult> RemoveAsync(long eventId)
    {
        (await remove.RunAsync(eventId, CommandContext, wait: true, Aborted)).ValueOrFault();
        return Ok();
    }

    /// <summary>Shows all deleted events again. Another event tells who did it, and how many they were.</summary>
    /// <param name="action">dry_run, if wanted.</param>
    [HttpPost("undelete")]
    [ProducesResponseType<ActionResource>(200)]
    public async Task<IActionResult> UndeleteAsync([FromBody] ActionResource action) =>
        (await undelete.RunAsync(true, ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, static (answer, _) => answer).ToPerformed();

    /// <summary>Of what oVirt has and this engine has not, none is there to be named.</summary>
    private static void RefuseReference(IdentifiedResource? reference, string member)
    {
        if (reference is null) return;
        var named = reference.Id ?? reference.Name;
        Mandatory.Require(named, $"{member}.id");
        throw new FaultException(StatusCodes.Status404NotFound, "Operation Failed", $"Entity not found: {named}. This engine has nothing of the kind; leave {member} out.");
    }

    /// <summary>It is written: that its names cannot be read is no reason to say that it is not.</summary>
    private async Task<EventResource> ShowAddedAsync(EngineEvent line)
    {
        try
        {
            await using var db = await OpenDatabaseAsync();
            return await ShowAsync(db, line);
        }
        catch (Exception exception) when (!Aborted.IsCancellationRequested && FaultMiddleware.FaultOf(exception).Status == StatusCodes.Status503ServiceUnavailable)
        {
            return EventResources.Of(line, new EventNames(), Hrefs);
        }
    }

    private async Task<EventResource> ShowAsync(EngineDb db, EngineEvent line) => EventResources.Of(line, await EventNames.LoadAsync(db, [line], Caller, Aborted), Hrefs);
}
