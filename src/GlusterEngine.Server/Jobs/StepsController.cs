using GlusterEngine.Data.Jobs;
using GlusterEngine.Engine;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Server.Bricks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Statistics;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Migrations;
using GlusterEngine.Wire.Statistics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Jobs;

/// <summary>Steps of a job. The one of type rebalancing_volume or removing_bricks is the gluster task.</summary>
[Route(Root + "/jobs/{jobId:guid}/steps")]
[Tags("Jobs")]
public sealed class StepsController(StepReader reader, TaskPace pace) : RestController
{
    /// <summary>Lists the steps of a job: its own first, then those under them.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">Links to inline: statistics, job, parent_step.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<StepResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<StepResource>>> ListAsync(Guid jobId, int? max = null, string? follow = null)
    {
        var tree = ReadFollow<StepResource>();
        await using var db = await OpenDatabaseAsync();
        var steps = await db.Steps.AsNoTracking().Where(s => s.JobId == jobId).ToListAsync(Aborted);
        if (steps.Count == 0 && !await db.Jobs.AnyAsync(j => j.Id == jobId, Aborted)) return NotFound();
        var rows = Cut([.. JobResources.InOrder(steps)]);
        var tasks = await TaskSteps.LoadAsync(db, jobId, Aborted);
        return new CollectionResource<StepResource> { Items = await FollowAsync(db, [.. rows.Select(step => tasks.Show(step, Hrefs))], tree) };
    }

    /// <summary>Gives one step: the thing to poll.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="stepId">The step.</param>
    /// <param name="follow">Links to inline: statistics (the counters per host), job, parent_step.</param>
    [HttpGet("{stepId:guid}")]
    [ProducesResponseType<StepResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<StepResource>> GetAsync(Guid jobId, Guid stepId, string? follow = null)
    {
        var tree = ReadFollow<StepResource>();
        if (await reader.FindAsync(stepId, Aborted) is not { } found || found.Step.JobId != jobId) return NotFound();
        var resource = found.Task is null ? JobResources.Of(found.Step, Hrefs) : JobResources.Of(found.Step, found.Task, Hrefs);
        if (TaskPace.IsRunning(found.Step, found.Task)) resource = resource.With(await pace.EstimateAsync(found.Task, Aborted));
        var hasBricks = found.Task is { TaskType: GlusterTaskType.RemoveBrick };
        if (tree.Below.Count == 0 && !hasBricks) return resource;
        await using var db = await OpenDatabaseAsync();
        if (hasBricks) resource = resource.With(await db.StepTaskBricks.AsNoTracking().Where(brick => brick.StepId == stepId).ToListAsync(Aborted));
        return (await FollowAsync(db, [resource], tree))[0];
    }

    /// <summary>Gives what the commit gate found when it was last asked. 404 before that.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="stepId">The step.</param>
    [HttpGet("{stepId:guid}/gate")]
    [ProducesResponseType<GateResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<GateResource>> GateAsync(Guid jobId, Guid stepId)
    {
        await using var db = await OpenDatabaseAsync();
        var json = await db.StepTasks.Where(t => t.StepId == stepId && t.JobId == jobId).Select(static t => t.Gate).SingleOrDefaultAsync(Aborted);
        return EngineJson.Read<GateReport>(json) is { } report ? MigrationResources.Of(report) : NotFound();
    }

    /// <summary>Gives the plan a migration was started with. 404 for other steps.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="stepId">The step.</param>
    [HttpGet("{stepId:guid}/plan")]
    [ProducesResponseType<PlanResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<PlanResource>> PlanAsync(Guid jobId, Guid stepId)
    {
        await using var db = await OpenDatabaseAsync();
        var json = await db.StepTasks.Where(t => t.StepId == stepId && t.JobId == jobId).Select(static t => t.Plan).SingleOrDefaultAsync(Aborted);
        return EngineJson.Read<MigrationPlan>(json) is { } plan ? MigrationResources.Of(plan) : NotFound();
    }

    /// <summary>Gives the counters of a task per host, as last stored. Empty for other steps.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="stepId">The step.</param>
    /// <param name="max">Most rows to give.</param>
    [HttpGet("{stepId:guid}/statistics")]
    [ProducesResponseType<CollectionResource<StatisticResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<StatisticResource>>> StatisticsAsync(Guid jobId, Guid stepId, int? max = null)
    {
        await using var db = await OpenDatabaseAsync();
        var statistics = await StepStatistics.LoadAsync(db, db.Steps.Where(s => s.Id == stepId && s.JobId == jobId), Hrefs, Aborted);
        if (statistics.Count == 0 && !await db.Steps.AnyAsync(s => s.Id == stepId && s.JobId == jobId, Aborted)) return NotFound();
        return new CollectionResource<StatisticResource> { Items = Cut(statistics) };
    }

    /// <summary>Gives one kind of counter of a task; one entry per host, since oVirt gives them all the same id.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="stepId">The step.</param>
    /// <param name="statisticId">The kind.</param>
    [HttpGet("{stepId:guid}/statistics/{statisticId:guid}")]
    [ProducesResponseType<StatisticResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<StatisticResource>> StatisticAsync(Guid jobId, Guid stepId, Guid statisticId)
    {
        await using var db = await OpenDatabaseAsync();
        var found = (await StepStatistics.LoadAsync(db, db.Steps.Where(s => s.Id == stepId && s.JobId == jobId), Hrefs, Aborted))
            .FirstOrDefault(statistic => statistic.Id == statisticId.ToString());
        return found is null ? NotFound() : found;
    }
}
