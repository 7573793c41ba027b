using GlusterEngine.Data.Locks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Engines;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Engines;

/// <summary>Extension: the engines that share this database.</summary>
[Route(Root + "/engines")]
[Tags("Engines")]
public sealed class EnginesController : RestController
{
    /// <summary>Lists the engines, the oldest first. One that stopped in good order is gone; one that died is shown as dead for a day.</summary>
    /// <param name="search">Such as <c>status=alive</c>; fields id, status.</param>
    /// <param name="max">Most rows to give.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<EngineResource>>(200)]
    public async Task<CollectionResource<EngineResource>> ListAsync(string? search = null, int? max = null)
    {
        var query = ReadSearch("id", "status");
        await using var db = await OpenDatabaseAsync();
        var rows = (await db.GetEnginesAsync(Aborted)).Select(engine => EngineResources.Of(Visible(engine), Hrefs));
        return new() { Items = ListOf.Rows(rows, query, ReadPage(query), static (engine, field) => field == "id" ? engine.Id : engine.Status, static engine => engine) };
    }

    /// <summary>Gives one engine.</summary>
    /// <param name="engineId">The engine.</param>
    [HttpGet("{engineId}")]
    [ProducesResponseType<EngineResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<EngineResource>> GetAsync(string engineId)
    {
        await using var db = await OpenDatabaseAsync();
        var engine = (await db.GetEnginesAsync(Aborted)).SingleOrDefault(engine => engine.Id == engineId);
        return engine is null ? NotFound() : EngineResources.Of(Visible(engine), Hrefs);
    }

    private EngineView Visible(EngineView engine) => engine with { Clusters = [.. engine.Clusters.Where(cluster => Caller.RoleIn(cluster.Id) is not null)] };
}
