namespace GlusterEngine.Testing.History;

/// <summary>
/// No step is written after its end; that of a task, or of a short change with a lease, only by who holds the lease under the newest generation. No volume and
/// no gluster task has two open tasks' steps. Pure.
/// </summary>
internal static class WriteRules
{
    public static IEnumerable<Violation> Of(RunHistory history)
    {
        var fences = history.Fences.ToLookup(static fence => (fence.Transaction, fence.Step));
        var moves = history.Leases.Where(static lease => lease.After.Step is not null)
            .Select(static lease => (lease.Transaction, lease.After.Step!.Value, lease.After.Generation)).ToHashSet();
        return history.Writes
            .SelectMany(write => Complaints(write, fences[(write.Transaction, write.Step)], moves).Select(text => new Violation($"{text}: {write}") { Step = write.Step, At = write.At }))
            .Concat(OpenTogether(history));
    }

    private static IEnumerable<string> Complaints(RecordedWrite write, IEnumerable<RecordedFence> fences, HashSet<(long, Guid, long)> moves)
    {
        if (write.WasEnded) yield return "A step was written after its end";
        if (write is { IsTask: false, ChangedUnder: null }) yield break;
        if (write.Held is not { } held)
        {
            yield return "A step was written that holds no lease";
            yield break;
        }

        if (moves.Contains((write.Transaction, write.Step, held))) yield break;
        var asked = fences.Where(fence => fence.Order < write.Order).ToList();
        if (asked.Exists(fence => fence.IsHeld && fence.Generation == held)) yield break;
        yield return asked.Count == 0
            ? "A step was written without a look at its lease"
            : $"A step was written under the old generation {string.Join(", ", asked.Select(static fence => fence.Generation))}";
    }

    private static IEnumerable<Violation> OpenTogether(RunHistory history)
    {
        var volumes = history.Jobs.DistinctBy(static job => job.Step).ToDictionary(static job => job.Step, static job => job.Volume);
        var open = new Dictionary<Guid, RecordedWrite>();
        foreach (var write in history.Writes.Where(static write => write.IsTask))
        {
            open.Remove(write.Step);
            if (write.IsEnded) continue;
            foreach (var other in open.Values)
            {
                if (volumes.TryGetValue(write.Step, out var volume) && volumes.TryGetValue(other.Step, out var its) && volume == its)
                    yield return new($"Two steps of one volume are open: {other} and {write}") { Step = write.Step, At = write.At };
                if (write.ExternalId is not null && write.ExternalId == other.ExternalId)
                    yield return new($"Two steps follow one task: {other} and {write}") { Step = write.Step, At = write.At };
            }

            open[write.Step] = write;
        }
    }
}
