using GlusterEngine.Engine.Locks;
using GlusterEngine.Model;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Server.Bricks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Statistics;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Statistics;
using GlusterEngine.Wire.Volumes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Volumes;

/// <summary>Gluster volumes of a cluster.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes")]
[Tags("Volumes")]
public sealed class VolumesController : RestController
{
    /// <summary>Lists the volumes of a cluster, by name.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="search">Such as <c>status=up</c>; fields name, type, status, transport_type, replica_count.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">Links to inline: glusterbricks (or bricks), cluster.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<GlusterVolumeResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<GlusterVolumeResource>>> ListAsync(Guid clusterId, string? search = null, int? max = null, string? follow = null)
    {
        var query = ReadSearch("name", "type", "status", "transport_type", "replica_count");
        var followed = ReadFollow("glusterbricks", "bricks", "cluster");
        await using var db = await OpenDatabaseAsync();
        if (!await db.Clusters.AnyAsync(c => c.Id == clusterId, Aborted)) return NotFound();
        var rows = await Volumes(db, followed).Where(v => v.ClusterId == clusterId).OrderBy(static v => v.Name).ToListAsync(Aborted);
        var hosts = await BrickHostsAsync(db, clusterId, followed);
        var leases = await LeaseHolders.Of(db, clusterId).AsNoTracking().ToDictionaryAsync(static holder => holder.VolumeId, Aborted);
        return new CollectionResource<GlusterVolumeResource>
        {
            Items = ListOf.Rows(rows, query, ReadPage(query), Field, volume => VolumeResources.Of(volume, leases.GetValueOrDefault(volume.Id), Hrefs, hosts)),
        };
    }

    /// <summary>Gives one volume.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="follow">Links to inline: glusterbricks (or bricks), cluster.</param>
    [HttpGet("{volumeId:guid}")]
    [ProducesResponseType<GlusterVolumeResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<GlusterVolumeResource>> GetAsync(Guid clusterId, Guid volumeId, string? follow = null)
    {
        var followed = ReadFollow("glusterbricks", "bricks", "cluster");
        await using var db = await OpenDatabaseAsync();
        var volume = await Volumes(db, followed).SingleOrDefaultAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted);
        if (volume is null) return NotFound();
        var lease = await LeaseHolders.Of(db, clusterId).SingleOrDefaultAsync(holder => holder.VolumeId == volumeId, Aborted);
        return VolumeResources.Of(volume, lease, Hrefs, await BrickHostsAsync(db, clusterId, followed));
    }

    /// <summary>Gives the capacity of a volume, as far as all its bricks report it.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    [HttpGet("{volumeId:guid}/statistics")]
    [ProducesResponseType<CollectionResource<StatisticResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<StatisticResource>>> StatisticsAsync(Guid clusterId, Guid volumeId)
    {
        await using var db = await OpenDatabaseAsync();
        var volume = await db.Volumes.AsNoTracking().Include(static v => v.Bricks).SingleOrDefaultAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted);
        return volume is null ? NotFound() : new CollectionResource<StatisticResource> { Items = VolumeStatistics.Of(volume, Hrefs) };
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

    private static IQueryable<GlusterVolume> Volumes(Data.EngineDb db, IReadOnlySet<string> followed)
    {
        var volumes = db.Volumes.AsNoTracking().Include(static v => v.Options).AsSplitQuery();
        return WantsBricks(followed) ? volumes.Include(static v => v.Bricks) : volumes;
    }

    private async Task<BrickHosts?> BrickHostsAsync(Data.EngineDb db, Guid clusterId, IReadOnlySet<string> followed) =>
        WantsBricks(followed) ? await BrickHosts.LoadAsync(db, clusterId, Aborted) : null;

    private static bool WantsBricks(IReadOnlySet<string> followed) => followed.Contains("glusterbricks") || followed.Contains("bricks");

    private static string? Field(GlusterVolume volume, string field) => field switch
    {
        "name" => volume.Name,
        "type" => volume.Type.ToLowerText(),
        "status" => volume.Status.ToLowerText(),
        "transport_type" => string.Join(',', volume.TransportTypes),
        _ => volume.ReplicaCount.ToString(),
    };
}
