using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Hosts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Hosts;

/// <summary>Hosts: machines through which the engine reaches a cluster's gluster.</summary>
[Route(Root + "/hosts")]
[Tags("Hosts")]
public sealed class HostsController(AddHostCommand add, RemoveHostCommand remove, ActivateHostCommand activate, DeactivateHostCommand deactivate) : RestController
{
    /// <summary>Lists the hosts, by name.</summary>
    /// <param name="search">Such as <c>status=up</c>; fields name, address, status, cluster, id.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">cluster inlines the cluster.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<HostResource>>(200)]
    public async Task<CollectionResource<HostResource>> ListAsync(string? search = null, int? max = null, string? follow = null)
    {
        var query = ReadSearch("name", "address", "status", "cluster", "id");
        var wantsCluster = ReadFollow("cluster").Count > 0;
        await using var db = await OpenDatabaseAsync();
        var rows = await (from host in db.Hosts.AsNoTracking()
                          join cluster in db.Clusters on host.ClusterId equals cluster.Id
                          orderby host.Name
                          select new { Host = host, Cluster = cluster }).ToListAsync(Aborted);
        return new()
        {
            Items = ListOf.Rows(rows, query, ReadPage(query), (row, field) => Field(row.Host, row.Cluster.Name, field), row => HostResources.Of(row.Host, Hrefs, wantsCluster ? row.Cluster : null)),
        };
    }

    /// <summary>Gives one host.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="follow">cluster inlines the cluster.</param>
    [HttpGet("{hostId:guid}")]
    [ProducesResponseType<HostResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<HostResource>> GetAsync(Guid hostId, string? follow = null)
    {
        var wantsCluster = ReadFollow("cluster").Count > 0;
        await using var db = await OpenDatabaseAsync();
        var host = await db.Hosts.AsNoTracking().SingleOrDefaultAsync(h => h.Id == hostId, Aborted);
        if (host is null) return NotFound();
        return HostResources.Of(host, Hrefs, wantsCluster ? await db.Clusters.AsNoTracking().SingleAsync(c => c.Id == host.ClusterId, Aborted) : null);
    }

    /// <summary>Adds a host and looks at it right away. Name and address are mandatory; the cluster by id or name, else the one named Default.</summary>
    /// <param name="host">transport is cli (default) or simulated; glusterd_socket is for cli on a machine with several glusterd.</param>
    [HttpPost]
    [ProducesResponseType<HostResource>(201)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<ActionResult<HostResource>> AddAsync([FromBody] HostResource host)
    {
        Mandatory.Require(host.Name, "host.name");
        Mandatory.Require(host.Address, "host.address");
        var transport = host.Transport is null ? HostTransport.Cli : EnumText.Parse<HostTransport>(host.Transport)
            ?? throw FaultException.BadRequest(
                $"host.transport: there is no '{host.Transport}'; use {string.Join(" or ", Enum.GetValues<HostTransport>().Select(static value => value.ToLowerText()))}.");
        var parameters = new AddHostParameters(
            host.Name, host.Address, Mandatory.ReadId(host.Cluster?.Id, "host.cluster.id"), host.Cluster?.Name, transport, host.GlusterdSocket);
        var added = HostResources.Of((await add.RunAsync(parameters, CommandContext, wait: true, Aborted)).ValueOrFault(), Hrefs);
        return Created(new Uri($"{Request.Scheme}://{Request.Host}{added.Href}"), added);
    }

    /// <summary>Forgets a host. Gluster is not touched. The last host of a cluster takes the cluster's volumes and peers out of the engine's inventory, which an
    /// event tells; that is refused while one of the volumes has an open task.</summary>
    /// <param name="hostId">The host.</param>
    [HttpDelete("{hostId:guid}")]
    [ProducesResponseType(200)]
    [ProducesResponseType(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<IActionResult> RemoveAsync(Guid hostId)
    {
        (await remove.RunAsync(hostId, CommandContext, wait: true, Aborted)).ValueOrFault();
        return Ok();
    }

    /// <summary>Takes a host into use again, or asks one that does not answer right away. Its status is connecting until it answered or failed to.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="action">dry_run, if wanted.</param>
    [HttpPost("{hostId:guid}/activate")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> ActivateAsync(Guid hostId, [FromBody] ActionResource action) =>
        (await activate.RunAsync(hostId, ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, Show);

    /// <summary>Puts a host into maintenance: nothing is asked of it until it is activated. Gluster goes on there.</summary>
    /// <remarks>
    /// Steps of tasks in a cluster of which no host is left to ask say that they wait, and go on by themselves once one is. Gluster is never stopped
    /// on a host: stop_gluster_service=true is refused.
    /// </remarks>
    /// <param name="hostId">The host.</param>
    /// <param name="action">reason, dry_run.</param>
    /// <param name="stop_gluster_service">As in the body.</param>
    [HttpPost("{hostId:guid}/deactivate")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> DeactivateAsync(Guid hostId, [FromBody] ActionResource action, string? stop_gluster_service = null)
    {
        var parameters = new DeactivateHostParameters(hostId, action.Reason, ReadFlag(nameof(stop_gluster_service)) ?? action.StopGlusterService ?? false);
        return (await deactivate.RunAsync(parameters, ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, Show);
    }

    private ActionResource Show(ActionResource action, Model.Hosts.Host host) => action with { Host = HostResources.Of(host, Hrefs) };

    private static string? Field(Model.Hosts.Host host, string cluster, string field) => field switch
    {
        "name" => host.Name,
        "address" => host.Address,
        "status" => host.Status.ToLowerText(),
        "cluster" => cluster,
        _ => host.Id.ToString(),
    };
}
