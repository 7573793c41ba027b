using GlusterEngine.Model.Tasks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Jobs;

/// <summary>The history of a gluster task's counters, a sample per node whenever they changed; thinner after an hour, and again after a day.</summary>
[Route(Root + "/jobs/{jobId:guid}/steps/{stepId:guid}/samples")]
[Tags("Jobs")]
public sealed class SamplesController : RestController
{
    /// <summary>Lists samples, the oldest first, so that the last id of a page is the <c>from</c> of the next. Empty for steps that are no gluster tasks.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="stepId">The step.</param>
    /// <param name="from">Only samples with a higher id.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">host inlines the hosts.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<SampleResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<SampleResource>>> ListAsync(Guid jobId, Guid stepId, long? from = null, int? max = null, string? follow = null)
    {
        var tree = ReadFollow<SampleResource>();
        await using var db = await OpenDatabaseAsync();
        var samples = db.StepTaskSamples.Where(s => from == null || s.Id > from);
        var items = await ReadAsync(db, jobId, stepId, samples);
        return items.Count == 0 && !await db.Steps.AnyAsync(s => s.Id == stepId && s.JobId == jobId, Aborted)
            ? NotFound()
            : new CollectionResource<SampleResource> { Items = await FollowAsync(db, items, tree) };
    }

    /// <summary>Gives one sample.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="stepId">The step.</param>
    /// <param name="sampleId">The sample.</param>
    [HttpGet("{sampleId:long}")]
    [ProducesResponseType<SampleResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<SampleResource>> GetAsync(Guid jobId, Guid stepId, long sampleId)
    {
        await using var db = await OpenDatabaseAsync();
        var items = await ReadAsync(db, jobId, stepId, db.StepTaskSamples.Where(s => s.Id == sampleId));
        return items.Count == 0 ? NotFound() : items[0];
    }

    private async Task<IReadOnlyList<SampleResource>> ReadAsync(Data.EngineDb db, Guid jobId, Guid stepId, IQueryable<StepTaskSample> samples)
    {
        var rows = await (from sample in samples
                          join task in db.StepTasks on sample.StepId equals task.StepId
                          join host in db.Hosts on (Guid?)sample.PeerUuid equals host.PeerUuid into hosts
                          from host in hosts.DefaultIfEmpty()
                          where sample.StepId == stepId && task.JobId == jobId
                          orderby sample.Id
                          select new { Sample = sample, HostId = (Guid?)host!.Id }).AsNoTracking().Take(ReadPageOfMany(new()).Take).ToListAsync(Aborted);
        return [.. rows.Select(row => SampleResources.Of(row.Sample, row.HostId, Hrefs.Step(jobId, stepId), Hrefs))];
    }
}
