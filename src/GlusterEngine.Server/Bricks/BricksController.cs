using GlusterEngine.Engine.Bricks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Statistics;
using GlusterEngine.Vds.Volumes;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Statistics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Bricks;

/// <summary>Bricks of a volume. <c>bricks</c> is an alias of <c>glusterbricks</c>.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}/glusterbricks")]
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}/bricks")]
[Tags("Bricks")]
public sealed class BricksController(BrickDetails details) : RestController
{
    /// <summary>Lists the bricks in the order of the volume; neighbours form its replica sets.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="all_content">Also device, file system, mount options, process id and port, and from gluster, of bricks that are up, clients and memory pools.</param>
    /// <param name="follow">Links to inline: statistics (with all_content also the memory of the processes), gluster_volume, and what can be followed below it.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<GlusterBrickResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<GlusterBrickResource>>> ListAsync(Guid clusterId, Guid volumeId, int? max = null, string? all_content = null, string? follow = null)
    {
        var take = ReadPage(new()).Take;
        if (await LoadAsync(clusterId, volumeId, bricks => bricks.OrderBy(static b => b.BrickOrder).Take(take)) is not { } found) return NotFound();
        return new CollectionResource<GlusterBrickResource> { Items = await WithDetailsAsync(found.Shown, found.Rows, clusterId) };
    }

    /// <summary>Gives one brick.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="all_content">Also device, file system, mount options, process id and port, and from gluster, if the brick is up, its clients and memory pools.</param>
    /// <param name="follow">Links to inline: statistics, gluster_volume, and what can be followed below it.</param>
    [HttpGet("{brickId:guid}")]
    [ProducesResponseType<GlusterBrickResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<GlusterBrickResource>> GetAsync(Guid clusterId, Guid volumeId, Guid brickId, string? all_content = null, string? follow = null)
    {
        if (await LoadAsync(clusterId, volumeId, bricks => bricks.Where(b => b.Id == brickId)) is not { Shown.Count: > 0 } found) return NotFound();
        return (await WithDetailsAsync(found.Shown, found.Rows, clusterId))[0];
    }

    /// <summary>Gives the capacity of a brick's file system, once it was reported.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="all_content">Also the memory of its process, for which gluster is asked.</param>
    [HttpGet("{brickId:guid}/statistics")]
    [ProducesResponseType<CollectionResource<StatisticResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<StatisticResource>>> StatisticsAsync(
        Guid clusterId, Guid volumeId, Guid brickId, int? max = null, string? all_content = null)
    {
        await using var db = await OpenDatabaseAsync();
        if (await FindAsync(db, clusterId, volumeId, brickId) is not { } brick) return NotFound();
        var capacity = BrickStatistics.Of(brick, clusterId, Hrefs);
        return new CollectionResource<StatisticResource> { Items = Cut(WantsAllContent ? [.. capacity, .. await MemoryAsync(db, brick, clusterId)] : capacity) };
    }

    /// <summary>Gives one statistic of a brick.</summary>
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
        if (brick is null) return NotFound();
        bool IsAsked(StatisticResource statistic) => statistic.Id == statisticId.ToString();
        var found = BrickStatistics.Of(brick, clusterId, Hrefs).FirstOrDefault(IsAsked);
        // Gluster is asked for nothing that it cannot tell: the question locks the volume.
        if (found is null && BrickStatistics.IsOfMemory(statisticId)) found = (await MemoryAsync(db, brick, clusterId)).FirstOrDefault(IsAsked);
        return found is null ? NotFound() : found;
    }

    /// <summary>Bricks of a volume, and with all content also the rows of those that are shown; null where there is no such volume. The database is given back then, for gluster may take its time.</summary>
    private async Task<(IReadOnlyList<GlusterBrickResource> Shown, IReadOnlyList<GlusterBrick> Rows)?> LoadAsync(
        Guid clusterId, Guid volumeId, Func<IQueryable<GlusterBrick>, IQueryable<GlusterBrick>> choose)
    {
        var tree = ReadFollow<GlusterBrickResource>();
        await using var db = await OpenDatabaseAsync();
        if (!await db.Volumes.AnyAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted)) return null;
        var rows = choose(db.Bricks.Where(b => b.VolumeId == volumeId));
        var shown = await FollowAsync(db, await BrickResources.LoadAsync(db, rows, Hrefs, Aborted, WantsAllContent), tree);
        return (shown, WantsAllContent ? await rows.AsNoTracking().ToListAsync(Aborted) : []);
    }

    /// <summary>The bricks with what gluster tells of their processes now; also among their statistics, where these are followed. Those without a row are shown as they are.</summary>
    private async Task<IReadOnlyList<GlusterBrickResource>> WithDetailsAsync(IReadOnlyList<GlusterBrickResource> shown, IReadOnlyList<GlusterBrick> rows, Guid clusterId)
    {
        if (rows.Count == 0) return shown;
        var bricks = rows.ToDictionary(static brick => brick.Id.ToString());
        var found = await details.ReadAsync([.. shown.Select(brick => bricks.GetValueOrDefault(brick.Id!)).OfType<GlusterBrick>()], Aborted);
        return [.. shown.Select(brick => bricks.TryGetValue(brick.Id!, out var row) && found.TryGetValue(row.Id, out var told) ? With(brick, row, told) : brick)];

        GlusterBrickResource With(GlusterBrickResource brick, GlusterBrick row, (IReadOnlyList<BrickClient>? Clients, BrickMemory? Memory) told) =>
            brick.With(told) with { Statistics = brick.Statistics is null || told.Memory is null ? brick.Statistics : [.. brick.Statistics, .. BrickStatistics.Of(told.Memory, row, clusterId, Hrefs)] };
    }

    /// <summary>The memory of the brick's process, as gluster tells it now.</summary>
    private async Task<IEnumerable<StatisticResource>> MemoryAsync(Data.EngineDb db, GlusterBrick brick, Guid clusterId)
    {
        await db.Database.CloseConnectionAsync();
        var (_, memory) = await details.ReadAsync(brick, Aborted);
        return memory is null ? [] : BrickStatistics.Of(memory, brick, clusterId, Hrefs);
    }

    private async Task<GlusterBrick?> FindAsync(Data.EngineDb db, Guid clusterId, Guid volumeId, Guid brickId) =>
        await db.Volumes.AnyAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted)
            ? await db.Bricks.AsNoTracking().SingleOrDefaultAsync(b => b.VolumeId == volumeId && b.Id == brickId, Aborted)
            : null;
}
