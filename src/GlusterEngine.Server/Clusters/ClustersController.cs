using GlusterEngine.Engine.Clusters;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Faults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Clusters;

/// <summary>Clusters: groups of hosts that form one gluster trusted pool.</summary>
[Route(Root + "/clusters")]
[Tags("Clusters")]
public sealed class ClustersController(AddClusterCommand add, RemoveClusterCommand remove) : RestController
{
    /// <summary>Lists the clusters, by name.</summary>
    /// <param name="search">Such as <c>name=demo*</c>; fields name, description, comment.</param>
    /// <param name="max">Most rows to give.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<ClusterResource>>(200)]
    public async Task<CollectionResource<ClusterResource>> ListAsync(string? search = null, int? max = null)
    {
        var query = ReadSearch("name", "description", "comment");
        await using var db = await OpenDatabaseAsync();
        var rows = await db.Clusters.AsNoTracking().OrderBy(static c => c.Name).ToListAsync(Aborted);
        return new() { Items = ListOf.Rows(rows, query, ReadPage(query), Field, cluster => ClusterResources.Of(cluster, Hrefs)) };
    }

    /// <summary>Gives one cluster.</summary>
    /// <param name="clusterId">The cluster.</param>
    [HttpGet("{clusterId:guid}")]
    [ProducesResponseType<ClusterResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<ClusterResource>> GetAsync(Guid clusterId)
    {
        await using var db = await OpenDatabaseAsync();
        var cluster = await db.Clusters.AsNoTracking().SingleOrDefaultAsync(c => c.Id == clusterId, Aborted);
        return cluster is null ? NotFound() : ClusterResources.Of(cluster, Hrefs);
    }

    /// <summary>Adds a cluster. Name is mandatory and unique.</summary>
    /// <param name="cluster">Name; description and comment if wanted.</param>
    [HttpPost]
    [ProducesResponseType<ClusterResource>(201)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<ActionResult<ClusterResource>> AddAsync([FromBody] ClusterResource cluster)
    {
        Mandatory.Require(cluster.Name, "cluster.name");
        var result = await add.RunAsync(new(cluster.Name, cluster.Description, cluster.Comment), CommandContext, wait: true, Aborted);
        var added = ClusterResources.Of(result.ValueOrFault(), Hrefs);
        return Created(new Uri($"{Request.Scheme}://{Request.Host}{added.Href}"), added);
    }

    /// <summary>Forgets a cluster that has no hosts. Gluster is not touched.</summary>
    /// <param name="clusterId">The cluster.</param>
    [HttpDelete("{clusterId:guid}")]
    [ProducesResponseType(200)]
    [ProducesResponseType(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<IActionResult> RemoveAsync(Guid clusterId)
    {
        (await remove.RunAsync(clusterId, CommandContext, wait: true, Aborted)).ValueOrFault();
        return Ok();
    }

    private static string? Field(Model.Clusters.Cluster cluster, string field) => field switch
    {
        "name" => cluster.Name,
        "description" => cluster.Description,
        _ => cluster.Comment,
    };
}
