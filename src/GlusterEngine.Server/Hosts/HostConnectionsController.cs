using GlusterEngine.Engine.Connections;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Hosts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Hosts;

/// <summary>
/// Connections to a host that are wanted. Each engine keeps its own link for them, across restarts and whatever breaks; what is shown is how the engine that
/// answers has it.
/// </summary>
[Route(Root + "/hosts/{hostId:guid}/connections")]
[Tags("Hosts")]
public sealed class HostConnectionsController(ManageHostConnectionCommand manage, UnmanageHostConnectionCommand unmanage, ConnectionKeeper keeper) : RestController
{
    private const int LongestWait = 60;

    /// <summary>Lists the connections of a host, the engine's own first. All of them share one link.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="max">Most rows to give.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<ConnectionResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<ConnectionResource>>> ListAsync(Guid hostId, int? max = null)
    {
        await using var db = await OpenDatabaseAsync();
        if (await db.Hosts.AsNoTracking().SingleOrDefaultAsync(h => h.Id == hostId, Aborted) is not { } host) return NotFound();
        var rows = await db.HostConnections.AsNoTracking().Where(c => c.HostId == hostId).OrderByDescending(static c => c.IsOwn).ThenBy(static c => c.CreatedAt).ToListAsync(Aborted);
        return new CollectionResource<ConnectionResource> { Items = [.. Cut(rows).Select(row => Show(row, host))] };
    }

    /// <summary>Gives one connection.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="cid">The connection id.</param>
    /// <param name="wait">Seconds to wait until it is connected, 0 to 60; it is shown as it is then.</param>
    [HttpGet("{cid:guid}")]
    [ProducesResponseType<ConnectionResource>(200)]
    [ProducesResponseType<FaultResource>(404)]
    public async Task<ConnectionResource> GetAsync(Guid hostId, Guid cid, int? wait = null)
    {
        if (wait is < 0 or > LongestWait) throw FaultException.BadRequest($"wait: {wait} is not from 0 to {LongestWait} seconds.");
        await using var db = await OpenDatabaseAsync();
        var unknown = new FaultException(StatusCodes.Status404NotFound, "Operation Failed", $"[Connection id {cid} is not registered for host {hostId}.]");
        var row = await db.HostConnections.AsNoTracking().SingleOrDefaultAsync(c => c.Cid == cid && c.HostId == hostId, Aborted) ?? throw unknown;
        if (wait is { } seconds) await keeper.WaitAsync(cid, TimeSpan.FromSeconds(seconds), Aborted);
        return Show(row, await db.Hosts.AsNoTracking().SingleOrDefaultAsync(h => h.Id == hostId, Aborted) ?? throw unknown);
    }

    /// <summary>Registers a connection. Comes back at once, whether or not the host answers.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="connection">cid, if wanted: a UUID that no other connection has.</param>
    [HttpPost]
    [ProducesResponseType<ConnectionResource>(201)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<ActionResult<ConnectionResource>> AddAsync(Guid hostId, [FromBody] ConnectionResource connection)
    {
        var cid = Mandatory.ReadId(connection.Cid, "connection.cid") ?? Guid.CreateVersion7();
        var row = (await manage.RunAsync(new(hostId, cid), CommandContext, wait: true, Aborted)).ValueOrFault();
        await using var db = await OpenDatabaseAsync();
        var added = Show(row, await db.Hosts.AsNoTracking().SingleOrDefaultAsync(h => h.Id == hostId, Aborted));
        return Created(OwnAddress.Of(Request, added.Href!), added);
    }

    /// <summary>Forgets a connection. The link closes when no other connection wants it. The engine's own goes with the host.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="cid">The connection id.</param>
    [HttpDelete("{cid:guid}")]
    [ProducesResponseType(200)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<IActionResult> RemoveAsync(Guid hostId, Guid cid)
    {
        (await unmanage.RunAsync(new(hostId, cid), CommandContext, wait: true, Aborted)).ValueOrFault();
        return Ok();
    }

    private ConnectionResource Show(HostConnection connection, Model.Hosts.Host? host) =>
        ConnectionResources.Of(connection, keeper.Find(connection.Cid), host is null ? null : keeper.UriOf(host), Hrefs);
}
