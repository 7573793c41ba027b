namespace GlusterEngine.Testing.History;

/// <summary>An accepted request has one job, any other at most one; all answers to one intention name the same; what was said to be done was done. Pure.</summary>
internal static class RequestRules
{
    public static IEnumerable<Violation> Of(RunHistory history)
    {
        var made = history.Jobs.ToLookup(static job => job.Correlation, StringComparer.Ordinal);
        var known = history.Jobs.DistinctBy(static job => job.Job).ToDictionary(static job => job.Job);
        var linked = history.Writes.Where(static write => write.ExternalId is not null).Select(static write => write.Step).ToHashSet();
        foreach (var tries in history.Requests.GroupBy(static request => request.Correlation, StringComparer.Ordinal))
        {
            foreach (var text in Complaints([.. tries], [.. made[tries.Key]], known, linked))
                yield return new($"{text}: {string.Join(" / ", tries.Take(4))}") { Volume = tries.First().Volume, At = tries.Max(static request => request.AnsweredAt).AddSeconds(20) };
        }
    }

    private static IEnumerable<string> Complaints(
        IReadOnlyList<RecordedRequest> tries, IReadOnlyList<RestingJob> made, Dictionary<Guid, RestingJob> known, HashSet<Guid> linked)
    {
        var accepted = tries.Where(static request => request.IsAccepted).ToList();
        if (made.Count > (tries[0].MakesJob ? 1 : 0)) yield return $"One intention has {made.Count} jobs";
        if (tries[0].MakesJob && accepted.Count > 0 && made.Count == 0) yield return "An accepted request has no job";
        var named = tries.Select(static request => request.Job).OfType<Guid>().Distinct().ToList();
        if (named.Count > 1) yield return "Answers to one intention name different jobs";
        if (named.Exists(job => !known.ContainsKey(job))) yield return "An answer names a job that does not exist";
        if (tries[0].MakesJob && made is [var own] && named.Exists(job => job != own.Job)) yield return "An answer names the job of somebody else";
        if (tries[0].HasKey && tries.All(static request => request.Code is null)) yield return "A request with a key was never answered";
        foreach (var done in accepted.Where(static request => request.Status == "complete" && request.Job is not null))
        {
            if (known.GetValueOrDefault(done.Job!.Value) is not { } job) continue;
            // Whose lease was released meanwhile, of him nobody could write down more.
            if (done.MakesJob && !job.IsChange && !linked.Contains(job.Step) && job.Status != "UNKNOWN") yield return "A start that is said to be done has no task";
            if (job.IsChange && job.Status is not ("FINISHED" or "UNKNOWN")) yield return "A change that is said to be done is not";
            if (EndsStep(done.Kind) && !job.IsStepEnded) yield return $"{done.Kind} is said to be done, and the step is open";
        }
    }

    private static bool EndsStep(RequestKind kind) => kind is RequestKind.StopRebalance or RequestKind.StopMigrate or RequestKind.Commit or RequestKind.ReleaseLease;
}
