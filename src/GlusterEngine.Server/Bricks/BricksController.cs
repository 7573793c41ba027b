using GlusterEngine.Model.Bricks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Statistics;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Statistics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Bricks;

/// <summary>Bricks of a volume. <c>bricks</c> is an alias of <c>glusterbricks</c>.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}/glusterbricks")]
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}/bricks")]
[Tags("Bricks")]
public sealed class BricksController : RestController
{
    /// <summary>Lists the bricks in the order of the volume; neighbours form its replica sets.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="all_content">Also device, file system, mount options, process id and port.</param>
    /// <param name="follow">statistics inlines the capacity.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<GlusterBrickResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<GlusterBrickResource>>> ListAsync(Guid clusterId, Guid volumeId, int? max = null, string? all_content = null, string? follow = null)
    {
        var wantsStatistics = ReadFollow("statistics").Count > 0;
        await using var db = await OpenDatabaseAsync();
        if (!await db.Volumes.AnyAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted)) return NotFound();
        var bricks = await db.Bricks.AsNoTracking().Where(b => b.VolumeId == volumeId).OrderBy(static b => b.BrickOrder).Take(ReadPage(new()).Take).ToListAsync(Aborted);
        var (hosts, migrations) = (await BrickHosts.LoadAsync(db, clusterId, Aborted), await MigrationsAsync(db, volumeId));
        return new CollectionResource<GlusterBrickResource> { Items = [.. bricks.Select(brick => Show(brick, clusterId, (hosts, migrations), wantsStatistics))] };
    }

    /// <summary>Gives one brick.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="all_content">Also device, file system, mount options, process id and port.</param>
    /// <param name="follow">statistics inlines the capacity.</param>
    [HttpGet("{brickId:guid}")]
    [ProducesResponseType<GlusterBrickResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<GlusterBrickResource>> GetAsync(Guid clusterId, Guid volumeId, Guid brickId, string? all_content = null, string? follow = null)
    {
        var wantsStatistics = ReadFollow("statistics").Count > 0;
        await using var db = await OpenDatabaseAsync();
        if (await FindAsync(db, clusterId, volumeId, brickId) is not { } brick) return NotFound();
        return Show(brick, clusterId, (await BrickHosts.LoadAsync(db, clusterId, Aborted), await MigrationsAsync(db, volumeId)), wantsStatistics);
    }

    /// <summary>Gives the capacity of a brick's file system, once it was reported.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    [HttpGet("{brickId:guid}/statistics")]
    [ProducesResponseType<CollectionResource<StatisticResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<StatisticResource>>> StatisticsAsync(Guid clusterId, Guid volumeId, Guid brickId)
    {
        await using var db = await OpenDatabaseAsync();
        return await FindAsync(db, clusterId, volumeId, brickId) is not { } brick
            ? NotFound()
            : new CollectionResource<StatisticResource> { Items = BrickStatistics.Of(brick, clusterId, Hrefs) };
    }

    /// <summary>Gives one kind of capacity of a brick.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="statisticId">The kind.</param>
    [HttpGet("{brickId:guid}/statistics/{statisticId:guid}")]
    [ProducesResponseType<StatisticResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<StatisticResource>> StatisticAsync(Guid clusterId, Guid volumeId, Guid brickId, Guid statisticId)
    {
        await using var db = await OpenDatabaseAsync();
        var brick = await FindAsync(db, clusterId, volumeId, brickId);
        var found = brick is null ? null : BrickStatistics.Of(brick, clusterId, Hrefs).FirstOrDefault(statistic => statistic.Id == statisticId.ToString());
        return found is null ? NotFound() : found;
    }

    private GlusterBrickResource Show(
        GlusterBrick brick, Guid clusterId, (BrickHosts Hosts, IReadOnlyDictionary<(Guid Peer, string Directory), StepResource> Migrations) around, bool wantsStatistics)
    {
        var resource = BrickResources.Of(brick, clusterId, around.Hosts, Hrefs, WantsAllContent) with { Migration = around.Migrations.GetValueOrDefault((brick.PeerUuid, brick.BrickDir)) };
        return wantsStatistics ? resource with { Statistics = BrickStatistics.Of(brick, clusterId, Hrefs) } : resource;
    }

    /// <summary>The open steps that move data off bricks of the volume.</summary>
    private async Task<IReadOnlyDictionary<(Guid Peer, string Directory), StepResource>> MigrationsAsync(Data.EngineDb db, Guid volumeId)
    {
        var leaving = await (from brick in db.StepTaskBricks.AsNoTracking()
                             join task in db.StepTasks on brick.StepId equals task.StepId
                             join step in db.Steps on brick.StepId equals step.Id
                             where task.VolumeId == volumeId && step.EndTime == null
                             select new { brick.PeerUuid, brick.BrickDir, step.Id, step.JobId }).ToListAsync(Aborted);
        return leaving.DistinctBy(static brick => (brick.PeerUuid, brick.BrickDir)).ToDictionary(
            static brick => (brick.PeerUuid, brick.BrickDir),
            brick => new StepResource
            {
                Id = brick.Id.ToString(),
                Href = Hrefs.Step(brick.JobId, brick.Id),
                Job = new() { Id = brick.JobId.ToString(), Href = Hrefs.Job(brick.JobId) },
            });
    }

    private async Task<GlusterBrick?> FindAsync(Data.EngineDb db, Guid clusterId, Guid volumeId, Guid brickId) =>
        await db.Volumes.AnyAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted)
            ? await db.Bricks.AsNoTracking().SingleOrDefaultAsync(b => b.VolumeId == volumeId && b.Id == brickId, Aborted)
            : null;
}
