namespace GlusterEngine.Testing.History;

/// <summary>The generation in gluster only grows, and is always one that the volume's lease had before; no change that is said to have failed shows. Pure.</summary>
internal static class LookRules
{
    public static IEnumerable<Violation> Of(RunHistory history)
    {
        var given = history.Leases.DistinctBy(static lease => (lease.Volume, lease.After.Generation))
            .ToDictionary(static lease => (lease.Volume, lease.After.Generation), static lease => lease.At);
        var failed = history.Jobs.Where(static job => job is { IsChange: true, Status: "FAILED" }).Select(static job => job.Correlation).ToHashSet(StringComparer.Ordinal);
        var last = new Dictionary<Guid, long>();
        foreach (var look in history.Looks)
        {
            foreach (var text in Complaints(look, last.GetValueOrDefault(look.Volume), given, failed))
                yield return new($"{text}: {look}") { Volume = look.Volume, At = look.At };
            last[look.Volume] = look.Generation;
        }
    }

    private static IEnumerable<string> Complaints(
        RecordedLook look, long before, Dictionary<(Guid Volume, long Generation), DateTimeOffset> given, HashSet<string> failed)
    {
        if (look.Generation < before) yield return $"In gluster a generation went back from {before}";
        if (look.Generation > 0 && !(given.TryGetValue((look.Volume, look.Generation), out var at) && at <= look.At))
            yield return "Gluster keeps a generation that the volume's lease never had";
        if (look.Mark is not null && failed.Contains(look.Mark)) yield return "Gluster shows a change that is said to have failed";
    }
}
