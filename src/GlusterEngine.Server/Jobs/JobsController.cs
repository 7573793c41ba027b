using GlusterEngine.Model.Jobs;
using GlusterEngine.Server.Rest;
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
    /// <summary>Lists jobs, the newest first. Steps inlined here show what oVirt's do; those of one job also how its gluster task gets on.</summary>
    /// <param name="search">correlation_id=... is the field there is; also page N.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">steps inlines the steps.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<JobResource>>(200)]
    public async Task<CollectionResource<JobResource>> ListAsync(string? search = null, int? max = null, string? follow = null)
    {
        var query = ReadSearch("correlation_id");
        var wantsSteps = ReadFollow("steps").Count > 0;
        var (skip, take) = ReadPage(query);
        await using var db = await OpenDatabaseAsync();
        IQueryable<Job> jobs = db.Jobs.AsNoTracking();
        foreach (var term in query.Terms)
        {
            var pattern = LikePattern.Of(term.Value);
            jobs = jobs.Where(j => EF.Functions.ILike(j.CorrelationId, pattern, LikePattern.Escape));
        }

        var rows = await jobs.OrderByDescending(static j => j.StartTime).ThenBy(static j => j.Id).Skip(skip).Take(take).ToListAsync(Aborted);
        if (!wantsSteps) return new() { Items = new RowList<Job, JobResource>(rows, job => JobResources.Of(job, Hrefs)) };
        var ids = rows.Select(static job => job.Id).ToArray();
        // A query of its own: EF's Include would repeat the job in each row, or keep all rows in memory twice.
        var steps = (await db.Steps.AsNoTracking().Where(step => ids.Contains(step.JobId)).ToListAsync(Aborted)).ToLookup(static step => step.JobId);
        return new() { Items = new RowList<Job, JobResource>(rows, job => JobResources.Of(job, Hrefs, (steps[job.Id], TaskSteps.None))) };
    }

    /// <summary>Gives one job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="follow">steps inlines the steps.</param>
    [HttpGet("{jobId:guid}")]
    [ProducesResponseType<JobResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<JobResource>> GetAsync(Guid jobId, string? follow = null)
    {
        var wantsSteps = ReadFollow("steps").Count > 0;
        await using var db = await OpenDatabaseAsync();
        IQueryable<Job> jobs = db.Jobs.AsNoTracking();
        if (wantsSteps) jobs = jobs.Include(static j => j.Steps);
        var job = await jobs.SingleOrDefaultAsync(j => j.Id == jobId, Aborted);
        if (job is null) return NotFound();
        return JobResources.Of(job, Hrefs, wantsSteps ? (job.Steps, await TaskSteps.LoadAsync(db, jobId, Aborted)) : null);
    }
}
