namespace GlusterEngine.Testing.History;

/// <summary>All that is known about a run of several engines: what clients saw, what the database went through, and what is left.</summary>
public sealed record RunHistory
{
    public IReadOnlyList<RecordedRequest> Requests { get; init; } = [];

    /// <summary>By <see cref="RecordedLease.Order"/>.</summary>
    public IReadOnlyList<RecordedLease> Leases { get; init; } = [];

    public IReadOnlyList<RecordedFence> Fences { get; init; } = [];

    /// <summary>By <see cref="RecordedWrite.Order"/>.</summary>
    public IReadOnlyList<RecordedWrite> Writes { get; init; } = [];

    /// <summary>By <see cref="RecordedLook.At"/>.</summary>
    public IReadOnlyList<RecordedLook> Looks { get; init; } = [];

    public IReadOnlyList<RestingJob> Jobs { get; init; } = [];

    public IReadOnlyList<RestingVolume> Volumes { get; init; } = [];

    /// <summary>How many tasks gluster ever started, and how many of them were started by its own command line.</summary>
    public (int All, int ByCommandLine) TasksStarted { get; init; }

    /// <summary>The last lines about a violation, the oldest first.</summary>
    public IReadOnlyList<string> About(Violation violation, int lines = 25)
    {
        var volume = violation.Volume ?? Jobs.FirstOrDefault(job => job.Step == violation.Step)?.Volume;
        var steps = Jobs.Where(job => job.Volume == volume).Select(static job => job.Step).Append(violation.Step ?? Guid.Empty).ToHashSet();
        return [.. Requests.Where(request => request.Volume == volume).Select(static request => (At: request.AnsweredAt, Text: request.ToString()))
            .Concat(Leases.Where(lease => lease.Volume == volume).Select(static lease => (lease.At, Text: lease.ToString())))
            .Concat(Writes.Where(write => steps.Contains(write.Step)).Select(static write => (write.At, Text: write.ToString())))
            .Concat(Looks.Where(look => look.Volume == volume).Select(static look => (look.At, Text: look.ToString())))
            .Where(line => violation.At is null || line.At <= violation.At)
            .OrderBy(static line => line.At).TakeLast(lines).Select(static line => line.Text)];
    }
}
