namespace GlusterEngine.Testing.History;

/// <summary>When nothing moves any more, jobs, steps, leases and gluster say the same. Pure.</summary>
public static class RestRules
{
    public static IEnumerable<Violation> Of(RunHistory history) =>
        history.Jobs.SelectMany(static job => OfJob(job).Select(text => new Violation($"{text}: {job}") { Volume = job.Volume, Step = job.Step }))
            .Concat(history.Volumes.SelectMany(volume => OfVolume(volume, [.. history.Jobs.Where(job => job.Volume == volume.Id && job is { IsStepEnded: false, IsChange: false })])
                .Select(text => new Violation($"{text}: {volume}") { Volume = volume.Id })))
            .Concat(history.Jobs.GroupBy(static job => job.Job).Where(static steps => steps.Count() > 1)
                .Select(static steps => new Violation($"A job has several steps: {string.Join(" / ", steps)}") { Volume = steps.First().Volume }))
            .Concat(OfGluster(history));

    private static IEnumerable<string> OfJob(RestingJob job)
    {
        if (job.IsJobEnded != job.IsStepEnded) yield return "A job and its step do not end together";
        // What was asked beside a task has no generation to move on, so the engine waits as long as gluster may take.
        if (job.IsStepEnded || job is { IsChange: true, Generation: null }) yield break;
        if (job.Intent is not null) yield return "What was asked of gluster is still without answer";
        if (job.ExternalId is null && !job.IsChange) yield return "An open step has no task";
        if (job.Status == "STARTED") yield return "A step still runs";
    }

    private static IEnumerable<string> OfVolume(RestingVolume volume, IReadOnlyList<RestingJob> open)
    {
        if (open.Count > 1) yield return "A volume has several open steps";
        if (volume.Holder is not null && open.All(job => job.Step != volume.Holder)) yield return "A lease is held without an open step";
        if (open.Any(job => job.Step != volume.Holder)) yield return "A step is open without its lease";
        if (open.Any(job => job.Generation != volume.Generation)) yield return "A step and its lease have different generations";
        if (open.Any(job => volume.Tasks.All(task => task.Id != job.ExternalId))) yield return "An open step follows a task that gluster does not list";
        if (volume.Tasks.Any(task => task.IsOpen && open.All(job => job.ExternalId != task.Id))) yield return "Nobody follows a task of gluster";
        if (volume.Tasks.Count > 1) yield return "Gluster lists several tasks of one volume";
        if (volume.Throttle is not null) yield return $"A task left the throttle {volume.Throttle} behind";
        if (!volume.Stamps.Contains(volume.Stamp)) yield return $"Gluster keeps generation {volume.Stamp}, and the database takes {string.Join(", ", volume.Stamps)} for possible";
    }

    private static IEnumerable<Violation> OfGluster(RunHistory history)
    {
        var (all, byCommandLine) = history.TasksStarted;
        var asked = history.Jobs.Count(static job => job is { IsAdopted: false, IsChange: false });
        if (all - byCommandLine > asked) yield return new($"Gluster started {all} tasks, {byCommandLine} of them by its command line, and the engines were asked for {asked}");
        foreach (var doubled in history.Jobs.Where(static job => job is { IsAdopted: false, ExternalId: not null }).GroupBy(static job => job.ExternalId).Where(static jobs => jobs.Count() > 1))
            yield return new($"Task {doubled.Key} counts as the start of {doubled.Count()} jobs: {string.Join(" / ", doubled)}") { Volume = doubled.First().Volume };
    }
}
