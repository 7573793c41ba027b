namespace GlusterEngine.Testing.History;

/// <summary>Generations strictly increase, and a lease goes from one step to another only through nobody's hands. Pure.</summary>
internal static class LeaseRules
{
    public static IEnumerable<Violation> Of(RunHistory history)
    {
        var last = new Dictionary<Guid, (Guid? Step, long Generation)>();
        var owners = new Dictionary<long, Guid>();
        foreach (var lease in history.Leases)
        {
            foreach (var text in Complaints(lease, last.TryGetValue(lease.Volume, out var before) ? before : null, owners))
                yield return new($"{text}: {lease}") { Volume = lease.Volume, At = lease.At };
            last[lease.Volume] = lease.After;
        }
    }

    private static IEnumerable<string> Complaints(RecordedLease lease, (Guid? Step, long Generation)? before, Dictionary<long, Guid> owners)
    {
        if (before is not null && lease.Before != before) yield return $"The lease was left as {before} and found as {lease.Before}";
        var (step, generation) = lease.After;
        var old = lease.Before ?? (null, long.MinValue);
        if (generation < old.Generation) yield return "A generation went back";
        if (step is not null && step != old.Step && generation <= old.Generation) yield return "A lease was taken without a new generation";
        if (step is not null && old.Step is not null && step != old.Step) yield return "A lease was taken while another step held it";
        if (generation != old.Generation && !owners.TryAdd(generation, lease.Volume)) yield return "A generation was given twice";
    }
}
