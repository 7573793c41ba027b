using GlusterEngine.Model.Jobs;
using GlusterEngine.Server.Follow;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Statistics;
using GlusterEngine.Server.Users;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Statistics;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Jobs;

/// <summary>Links of jobs and steps that can be followed.</summary>
internal static class JobLinks
{
    public static IReadOnlyList<FollowedLink> All { get; } =
    [
        new FollowedLinkTo<JobResource, StepResource>(["steps"], StepsAsync, static (job, steps) => job with { Steps = steps }),
        UserLinks.LinkOf<JobResource>("owner", static job => job.Owner, static (job, owner) => job with { Owner = owner }),
        new FollowedLinkTo<StepResource, StatisticResource>(["statistics"], StatisticsAsync, static (step, statistics) => step with { Statistics = statistics }),
        new FollowedLinkTo<StepResource, JobResource>(["job"], JobsAsync, static (step, jobs) => jobs.Count == 0 ? step : step with { Job = jobs[0] }),
        new FollowedLinkTo<StepResource, StepResource>(["parent_step"], ParentsAsync, static (step, parents) => parents.Count == 0 ? step : step with { ParentStep = parents[0] }),
        HostLinks.LinkOf<SampleResource>(static sample => sample.Host, static (sample, host) => sample with { Host = host }),
    ];

    private static async Task<Func<JobResource, IReadOnlyList<StepResource>>> StepsAsync(FollowReader reader, IReadOnlyList<JobResource> jobs)
    {
        var ids = jobs.Select(static job => Guid.Parse(job.Id!)).ToArray();
        var steps = (await reader.Db.Steps.AsNoTracking().Where(step => ids.Contains(step.JobId)).ToListAsync(reader.Aborted)).ToLookup(static step => step.JobId.ToString());
        // A list of a thousand jobs says nothing of their tasks, and makes the steps while they are written.
        var tasks = ids.Length == 1 ? await TaskSteps.LoadAsync(reader.Db, ids[0], reader.Aborted) : TaskSteps.None;
        return job => new RowList<Step, StepResource>([.. JobResources.InOrder(steps[job.Id!])], step => tasks.Show(step, reader.Hrefs));
    }

    private static async Task<Func<StepResource, IReadOnlyList<StatisticResource>>> StatisticsAsync(FollowReader reader, IReadOnlyList<StepResource> steps)
    {
        var ids = steps.Select(static step => Guid.Parse(step.Id!)).ToArray();
        var statistics = (await StepStatistics.LoadAsync(reader.Db, reader.Db.Steps.Where(step => ids.Contains(step.Id)), reader.Hrefs, reader.Aborted)).ToLookup(static statistic => statistic.Step!.Id);
        return step => [.. statistics[step.Id]];
    }

    private static async Task<Func<StepResource, IReadOnlyList<JobResource>>> JobsAsync(FollowReader reader, IReadOnlyList<StepResource> steps)
    {
        var ids = steps.Select(static step => Guid.Parse(step.Job!.Id!)).Distinct().ToArray();
        var jobs = (await reader.Db.Jobs.AsNoTracking().Where(job => ids.Contains(job.Id)).ToListAsync(reader.Aborted))
            .ToDictionary(static job => job.Id.ToString(), job => JobResources.Of(job, reader.Hrefs), StringComparer.Ordinal);
        return step => jobs.TryGetValue(step.Job!.Id!, out var job) ? [job] : [];
    }

    private static async Task<Func<StepResource, IReadOnlyList<StepResource>>> ParentsAsync(FollowReader reader, IReadOnlyList<StepResource> steps)
    {
        var ids = steps.Select(static step => step.ParentStep?.Id).OfType<string>().Select(Guid.Parse).Distinct().ToArray();
        var parents = (await reader.Db.Steps.AsNoTracking().Where(step => ids.Contains(step.Id)).ToListAsync(reader.Aborted))
            .ToDictionary(static step => step.Id.ToString(), step => JobResources.Of(step, reader.Hrefs), StringComparer.Ordinal);
        return step => step.ParentStep?.Id is { } id && parents.TryGetValue(id, out var parent) ? [parent] : [];
    }
}
