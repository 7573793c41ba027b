using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Statistics;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Statistics;
using GlusterEngine.Wire.Volumes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Volumes;

/// <summary>Gluster volumes of a cluster.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes")]
[Tags("Volumes")]
public sealed class VolumesController(CreateGlusterVolumeCommand create, DeleteGlusterVolumeCommand delete) : RestController
{
    private static readonly string[] Fields = ["name", "type", "transport_type", "replica_count", "stripe_count", "status", "cluster"];

    /// <summary>Lists the volumes of a cluster, by name.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="search">Such as <c>status=up</c>; fields name, type, transport_type, replica_count, stripe_count, status, cluster.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">Links to inline: glusterbricks (or bricks), cluster, statistics, and what can be followed below them, such as bricks.statistics.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<GlusterVolumeResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<GlusterVolumeResource>>> ListAsync(Guid clusterId, string? search = null, int? max = null, string? follow = null)
    {
        var query = ReadSearch(Fields);
        var tree = ReadFollow<GlusterVolumeResource>();
        await using var db = await OpenDatabaseAsync();
        if (await db.Clusters.AsNoTracking().SingleOrDefaultAsync(c => c.Id == clusterId, Aborted) is not { } cluster) return NotFound();
        var volumes = await VolumeResources.LoadAsync(db, db.Volumes.Where(v => v.ClusterId == clusterId), Hrefs, Aborted);
        var found = ListOf.Rows(volumes, query, ReadPage(query), (volume, field) => Field(volume, cluster.Name, field), static volume => volume);
        return new CollectionResource<GlusterVolumeResource> { Items = await FollowAsync(db, found, tree) };
    }

    /// <summary>Gives one volume.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="follow">Links to inline: glusterbricks (or bricks), cluster, statistics, and what can be followed below them, such as bricks.statistics.</param>
    [HttpGet("{volumeId:guid}")]
    [ProducesResponseType<GlusterVolumeResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<GlusterVolumeResource>> GetAsync(Guid clusterId, Guid volumeId, string? follow = null)
    {
        var tree = ReadFollow<GlusterVolumeResource>();
        await using var db = await OpenDatabaseAsync();
        var found = await VolumeResources.LoadAsync(db, db.Volumes.Where(v => v.ClusterId == clusterId && v.Id == volumeId), Hrefs, Aborted);
        return found.Count == 0 ? NotFound() : (await FollowAsync(db, found, tree))[0];
    }

    /// <summary>Creates a volume; it is not started.</summary>
    /// <remarks>
    /// name, volume_type and bricks (server_id and brick_dir each, neighbours form the sets) are mandatory, and the counts of the type. force=true takes bricks
    /// on a root file system, in use before, or copies on one host, which gluster advises against. 202 with status pending = gluster gave no definite
    /// answer; poll the step, the engine finds out. 200 = somebody deleted it before it could be shown, or it was a dry run.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volume">name, volume_type, bricks; replica_count, disperse_count, redundancy_count, transport_types and options if wanted.</param>
    /// <param name="force">Also what gluster advises against.</param>
    /// <param name="dry_run">true checks everything and creates nothing.</param>
    [HttpPost]
    [ProducesResponseType<GlusterVolumeResource>(201)]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<IActionResult> CreateAsync(Guid clusterId, [FromBody] GlusterVolumeResource volume, string? force = null, string? dry_run = null)
    {
        var parameters = NewVolumes.Of(clusterId, volume) with { Force = ReadFlag(nameof(force)) ?? false };
        var result = await create.RunAsync(parameters, ContextOf(new()), wait: !IsAsync(new()), Aborted);
        return result is CommandResult<GlusterVolumeChange>.Done { Value.VolumeId: { } id } && await FindAsync(id) is { } created
            ? Created(OwnAddress.Of(Request, created.Href!), created)
            : LeaseResources.Show(result.ToPerformed(new(), Hrefs), result, clusterId, Hrefs);
    }

    /// <summary>Deletes a stopped volume. The files stay on its bricks.</summary>
    /// <remarks>409 while it is up, or a task of it is open. Gluster wants all peers connected.</remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="dry_run">true checks everything and deletes nothing.</param>
    [HttpDelete("{volumeId:guid}")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<ActionResult<ActionResource>> DeleteAsync(Guid clusterId, Guid volumeId, string? dry_run = null) =>
        (await delete.RunAsync(new(clusterId, volumeId), ContextOf(new()), wait: !IsAsync(new()), Aborted)).ToPerformed(new ActionResource(), Hrefs);

    /// <summary>Gives the capacity of a volume, as far as all its bricks report it.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="max">Most rows to give.</param>
    [HttpGet("{volumeId:guid}/statistics")]
    [ProducesResponseType<CollectionResource<StatisticResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<StatisticResource>>> StatisticsAsync(Guid clusterId, Guid volumeId, int? max = null)
    {
        await using var db = await OpenDatabaseAsync();
        var volume = await db.Volumes.AsNoTracking().Include(static v => v.Bricks).SingleOrDefaultAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted);
        return volume is null ? NotFound() : new CollectionResource<StatisticResource> { Items = Cut(VolumeStatistics.Of(volume, Hrefs)) };
    }

    /// <summary>Gives one kind of capacity of a volume.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="statisticId">The kind.</param>
    [HttpGet("{volumeId:guid}/statistics/{statisticId:guid}")]
    [ProducesResponseType<StatisticResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<StatisticResource>> StatisticAsync(Guid clusterId, Guid volumeId, Guid statisticId)
    {
        await using var db = await OpenDatabaseAsync();
        var volume = await db.Volumes.AsNoTracking().Include(static v => v.Bricks).SingleOrDefaultAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted);
        var found = volume is null ? null : VolumeStatistics.Of(volume, Hrefs).FirstOrDefault(statistic => statistic.Id == statisticId.ToString());
        return found is null ? NotFound() : found;
    }

    /// <summary>A volume that was there a moment ago; null where somebody deleted it meanwhile.</summary>
    private async Task<GlusterVolumeResource?> FindAsync(Guid volumeId)
    {
        await using var db = await OpenDatabaseAsync();
        return (await VolumeResources.LoadAsync(db, db.Volumes.Where(v => v.Id == volumeId), Hrefs, Aborted)).SingleOrDefault();
    }

    private static string? Field(GlusterVolumeResource volume, string cluster, string field) => field switch
    {
        "name" => volume.Name,
        "type" => volume.VolumeType,
        "transport_type" => string.Join(',', volume.TransportTypes!),
        "replica_count" => volume.ReplicaCount.ToString(),
        "stripe_count" => volume.StripeCount.ToString(),
        "status" => volume.Status,
        _ => cluster,
    };
}
