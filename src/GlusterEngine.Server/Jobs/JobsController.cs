using GlusterEngine.Engine.Access;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Search;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Jobs;

/// <summary>Jobs: runs of commands, and tasks adopted from the gluster CLI.</summary>
[Route(Root + "/jobs")]
[Tags("Jobs")]
public sealed class JobsController : RestController
{
    // oVirt's jobs are searched by this alone.
    private static readonly SearchField<Job>[] Fields = [SearchFields.Text<Job>("correlation_id", static job => job.CorrelationId)];

    /// <summary>Lists jobs, the newest first. Steps inlined here show what oVirt's do; those of one job also how its gluster task gets on.</summary>
    /// <param name="search">correlation_id=... is the field there is; also sortby and page N.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">steps inlines the steps; also what can be followed below them, such as steps.statistics.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<JobResource>>(200)]
    public async Task<CollectionResource<JobResource>> ListAsync(string? search = null, int? max = null, string? follow = null)
    {
        var query = ReadSearch([.. Fields.Select(static field => field.Name)]);
        var tree = ReadFollow<JobResource>();
        var (skip, take) = ReadPageOfMany(query);
        await using var db = await OpenDatabaseAsync();
        var jobs = db.Jobs.AsNoTracking().VisibleTo(Caller, db).Where(query, Fields);
        var ordered = jobs.OrderBy(query, Fields)?.ThenByDescending(static j => j.StartTime) ?? jobs.OrderByDescending(static j => j.StartTime);
        var rows = await ordered.ThenBy(static j => j.Id).Skip(skip).Take(take).ToListAsync(Aborted);
        return new() { Items = await FollowAsync(db, new RowList<Job, JobResource>(rows, job => JobResources.Of(job, Hrefs)), tree) };
    }

    /// <summary>Gives one job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="follow">steps inlines the steps; also what can be followed below them, such as steps.statistics.</param>
    [HttpGet("{jobId:guid}")]
    [ProducesResponseType<JobResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<JobResource>> GetAsync(Guid jobId, string? follow = null)
    {
        var tree = ReadFollow<JobResource>();
        await using var db = await OpenDatabaseAsync();
        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == jobId, Aborted);
        return job is null ? NotFound() : (await FollowAsync(db, [JobResources.Of(job, Hrefs)], tree))[0];
    }
}
