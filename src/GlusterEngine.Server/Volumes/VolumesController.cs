using GlusterEngine.Engine.Locks;
using GlusterEngine.Model;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Server.Bricks;
using GlusterEngine.Server.Clusters;
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
    private static readonly string[] Links = ["glusterbricks", "bricks", "cluster", "statistics"];

    /// <summary>Lists the volumes of a cluster, by name.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="search">Such as <c>status=up</c>; fields name, type, status, transport_type, replica_count.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">Links to inline: glusterbricks (or bricks), cluster, statistics.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<GlusterVolumeResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<GlusterVolumeResource>>> ListAsync(Guid clusterId, string? search = null, int? max = null, string? follow = null)
    {
        var query = ReadSearch("name", "type", "status", "transport_type", "replica_count");
        var followed = ReadFollow(Links);
        await using var db = await OpenDatabaseAsync();
        if (await db.Clusters.AsNoTracking().SingleOrDefaultAsync(c => c.Id == clusterId, Aborted) is not { } cluster) return NotFound();
        var rows = await Volumes(db, followed).Where(v => v.ClusterId == clusterId).OrderBy(static v => v.Name).ToListAsync(Aborted);
        var hosts = await BrickHostsAsync(db, clusterId, followed);
        var leases = await LeaseHolders.Of(db, clusterId).AsNoTracking().ToDictionaryAsync(static holder => holder.VolumeId, Aborted);
        return new CollectionResource<GlusterVolumeResource>
        {
            Items = ListOf.Rows(rows, query, ReadPage(query), Field, volume => Show(volume, (cluster, leases.GetValueOrDefault(volume.Id)), hosts, followed)),
        };
    }

    /// <summary>Gives one volume.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="follow">Links to inline: glusterbricks (or bricks), cluster, statistics.</param>
    [HttpGet("{volumeId:guid}")]
    [ProducesResponseType<GlusterVolumeResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<GlusterVolumeResource>> GetAsync(Guid clusterId, Guid volumeId, string? follow = null)
    {
        var followed = ReadFollow(Links);
        await using var db = await OpenDatabaseAsync();
        var volume = await Volumes(db, followed).SingleOrDefaultAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted);
        if (volume is null) return NotFound();
        var cluster = await db.Clusters.AsNoTracking().SingleAsync(c => c.Id == clusterId, Aborted);
        var lease = await LeaseHolders.Of(db, clusterId).SingleOrDefaultAsync(holder => holder.VolumeId == volumeId, Aborted);
        return Show(volume, (cluster, lease), await BrickHostsAsync(db, clusterId, followed), followed);
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
        return WantsBricks(followed) || WantsStatistics(followed) ? volumes.Include(static v => v.Bricks) : volumes;
    }

    private async Task<BrickHosts?> BrickHostsAsync(Data.EngineDb db, Guid clusterId, IReadOnlySet<string> followed) =>
        WantsBricks(followed) ? await BrickHosts.LoadAsync(db, clusterId, Aborted) : null;

    private static bool WantsBricks(IReadOnlySet<string> followed) => followed.Contains("glusterbricks") || followed.Contains("bricks");

    private static bool WantsStatistics(IReadOnlySet<string> followed) => followed.Contains("statistics");

    private GlusterVolumeResource Show(
        GlusterVolume volume, (Cluster Cluster, LeaseHolder? Lease) of, BrickHosts? hosts, IReadOnlySet<string> followed) => VolumeResources.Of(volume, of.Lease, Hrefs, hosts) with
        {
            Cluster = followed.Contains("cluster") ? ClusterResources.Of(of.Cluster, Hrefs) : ClusterResources.Reference(of.Cluster.Id, Hrefs),
            Statistics = WantsStatistics(followed) ? VolumeStatistics.Of(volume, Hrefs) : null,
        };

    private static string? Field(GlusterVolume volume, string field) => field switch
    {
        "name" => volume.Name,
        "type" => volume.Type.ToLowerText(),
        "status" => volume.Status.ToLowerText(),
        "transport_type" => string.Join(',', volume.TransportTypes),
        _ => volume.ReplicaCount.ToString(),
    };
}
