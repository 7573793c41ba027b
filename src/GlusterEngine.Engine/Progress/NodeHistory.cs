using GlusterEngine.Data.Tasks;

namespace GlusterEngine.Engine.Progress;

/// <summary>How one node got on over its latest samples. Pure.</summary>
internal sealed class NodeHistory
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    // A run time that grows by so much more than the clock belongs to another process.
    private const double Leap = 30;

    private readonly SmoothedRate work;
    private readonly SmoothedRate recentWork;
    private readonly SmoothedRate files;
    private readonly SmoothedRate bytes;

    /// <param name="samples">Of one node, in any order; at least one.</param>
    public NodeHistory(IEnumerable<TaskSample> samples)
    {
        List<TaskSample> ordered = [.. samples.OrderBy(static sample => sample.TakenAt).ThenBy(static sample => sample.Node.Scanned).ThenBy(static sample => sample.Node.Files)];
        First = ordered[0];
        Last = ordered[^1];
        work = new(Last.TakenAt, Long);
        recentWork = new(Last.TakenAt, Short);
        files = new(Last.TakenAt, Long);
        bytes = new(Last.TakenAt, Long);
        Looks = ordered.Select(static sample => sample.TakenAt).Distinct().Count();
        foreach (var (before, after) in ordered.Zip(ordered.Skip(1))) Add(before, after);
    }

    public TaskSample First { get; }

    public TaskSample Last { get; }

    /// <summary>Moments at which there are counters.</summary>
    public int Looks { get; }

    /// <summary>Whether anything moved.</summary>
    public bool HasMoved { get; private set; }

    public TimeSpan Span => Last.TakenAt - First.TakenAt;

    /// <summary>Work per second, in files.</summary>
    public double? WorkRate => work.PerSecond;

    /// <summary>The same of about the last minute.</summary>
    public double? RecentWorkRate => recentWork.PerSecond;

    public double? FileRate => files.PerSecond;

    public double? ByteRate => bytes.PerSecond;

    private void Add(TaskSample before, TaskSample after)
    {
        var seconds = (after.TakenAt - before.TakenAt).TotalSeconds;
        var (old, now) = (before.Node, after.Node);
        if (seconds <= 0) return;
        var ran = RunTime(now) - RunTime(old);
        // The counters of a process that was lost sight of: what it did meanwhile is not in this stretch.
        if (ran > seconds + Leap) return;
        var isRestart = ran < 0 || now.Files < old.Files || now.Scanned < old.Scanned;
        var origin = isRestart ? now with { Files = 0, Bytes = 0, Scanned = 0, Failed = 0, Skipped = 0 } : old;
        var worked = isRestart && RunTime(now) >= 1 ? Math.Min(seconds, RunTime(now)) : seconds;
        var amount = Math.Max(0, Done(now) - Done(origin));
        // A process whose clock stands still is frozen or not seen, and tells nothing of its speed.
        if (ran == 0 && amount == 0) return;
        HasMoved |= amount > 0;
        work.Add(before.TakenAt, after.TakenAt, amount, worked);
        recentWork.Add(before.TakenAt, after.TakenAt, amount, worked);
        files.Add(before.TakenAt, after.TakenAt, Growth(origin.Files, now.Files), worked);
        bytes.Add(before.TakenAt, after.TakenAt, Growth(origin.Bytes, now.Bytes), worked);
    }

    private static double Done(TaskNode node) => NodeAmount.DoneBy(new(node.PeerUuid), node);

    private static double Growth(long from, long to) => Math.Max(0, (double)to - from);

    private static double RunTime(TaskNode node) => double.IsFinite(node.RunTime) ? Math.Clamp(node.RunTime, 0, 1e12) : 0;
}
