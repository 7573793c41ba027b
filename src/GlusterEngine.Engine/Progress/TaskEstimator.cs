using System.Globalization;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Progress;

/// <summary>
/// Estimates throughput and end of a running task from its latest samples. Pure. Per node: what is left, divided by its smoothed rate; the range
/// comes from how many files may still have to move, from the rates of the last minute and the last five, and is the wider the shorter it was watched. The
/// slowest node decides. A node that has shown no counters yet has all its work before it, at the pace of the others.
/// </summary>
internal sealed class TaskEstimator(TaskWork work, DateTimeOffset now)
{
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3650);

    // Half as much again either way at first, a sixth after some minutes: loads change.
    private const double LeastDoubt = 0.15;
    private const double FirstDoubt = 0.35;
    private const double DoubtFadesSeconds = 120;

    public TaskEstimate Estimate(IReadOnlyList<TaskSample> samples)
    {
        var nodes = samples.GroupBy(static sample => sample.Node.PeerUuid).OrderBy(static node => node.Key).Select(static node => new NodeHistory(node)).ToList();
        var working = nodes.FindAll(static node => TaskProgress.IsWorking(node.Last.Node.Status));
        var ends = new List<EndRange>();
        string? obstacle = working.Count == 0 ? "no node has shown counters yet" : null;
        foreach (var node in working)
        {
            var end = EndOf(node, out var reason);
            obstacle ??= reason;
            if (end is not null) ends.Add(end);
        }

        var silent = work.Nodes.Where(own => nodes.TrueForAll(node => node.Last.Node.PeerUuid != own.PeerUuid || node.Last.Node.Status == GlusterTaskStatus.NotStarted)).ToList();
        if (obstacle is null) ends.AddRange(silent.Select(own => EndOf(own, working)).OfType<EndRange>());
        return new()
        {
            FilesPerSecond = Sum(working, static node => node.FileRate),
            BytesPerSecond = Sum(working, static node => node.ByteRate),
            End = obstacle is null ? new(ends.Max(static end => end.Earliest), ends.Max(static end => end.Likely), ends.Max(static end => end.Latest)) : null,
            Basis = obstacle is null ? Basis(working) + SilentBasis(silent) : $"no estimate: {obstacle}",
        };
    }

    private EndRange? EndOf(NodeHistory node, out string? reason)
    {
        var own = work.Of(node.Last.Node.PeerUuid);
        var amount = NodeAmount.Of(own, node.Last.Node);
        reason = Obstacle(node, amount);
        if (reason is not null) return null;

        var rate = node.WorkRate!.Value;
        var recent = node.RecentWorkRate ?? rate;
        var (done, least, likely, most) = amount!;
        var doubt = LeastDoubt + (FirstDoubt * Math.Exp(-node.Span.TotalSeconds / DoubtFadesSeconds));
        var seconds = (likely - done) / rate;
        var soonest = (least - done) / Math.Max(rate, recent) / (1 + doubt);
        // A pause of a minute is no reason to expect pauses for ever.
        var slowest = (most - done) / Math.Min(rate, Math.Max(recent, rate / 3)) * (1 + doubt);
        if (seconds <= Farthest.TotalSeconds) return new(After(node, soonest), After(node, seconds), After(node, Math.Min(slowest, Farthest.TotalSeconds)));
        reason = "at this pace it takes years";
        return null;
    }

    /// <summary>Of a node that has shown nothing; null when it has nothing to do, or nobody knows how much.</summary>
    private EndRange? EndOf(NodeWork own, List<NodeHistory> working)
    {
        if (AmountOf(own) is not var (_, least, likely, most) || most <= 0) return null;
        var rates = working.ConvertAll(static node => node.WorkRate!.Value);
        const double doubt = LeastDoubt + FirstDoubt;
        return new(After(now, least / rates.Max() / (1 + doubt)), After(now, likely / rates.Average()), After(now, most / rates.Min() * (1 + doubt)));
    }

    private static NodeAmount? AmountOf(NodeWork own) => NodeAmount.Of(own, TaskProgress.Idle(own.PeerUuid));

    private static string SilentBasis(List<NodeWork> silent)
    {
        var known = silent.Count(static own => AmountOf(own) is { Most: > 0 });
        var unknown = silent.Count(static own => AmountOf(own) is null);
        return (known == 0 ? "" : Invariant($"; {known} that have shown no counters yet are taken to be as fast"))
            + (unknown == 0 ? "" : Invariant($"; without {unknown} that have shown no counters yet and whose files are not known"));
    }

    private string? Obstacle(NodeHistory node, NodeAmount? amount)
    {
        if (amount is null) return "how many files there are is not known; bricks share a file system, or have not reported it";
        if (node.Looks < 2 || node.Span < ShortestWatch) return "it has only just begun";
        if ((now - node.Last.TakenAt).TotalSeconds > PatienceSeconds(node)) return Invariant($"a node has shown nothing new for {Minutes(now - node.Last.TakenAt)}");
        return node.HasMoved && node.WorkRate > 0 ? null : Invariant($"a node has dealt with no file in the last {Minutes(node.Span)}");
    }

    /// <summary>Where looks are rare, so are news.</summary>
    private static double PatienceSeconds(NodeHistory node) => Math.Max(LongestWait.TotalSeconds, 3 * node.Span.TotalSeconds / (node.Looks - 1));

    private DateTimeOffset After(NodeHistory node, double seconds) => After(node.Last.TakenAt, seconds);

    private DateTimeOffset After(DateTimeOffset begin, double seconds)
    {
        var room = DateTimeOffset.MaxValue - begin;
        var end = begin + TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Math.Floor(room.TotalSeconds)));
        return end < now ? now : end;
    }

    private static double? Sum(List<NodeHistory> nodes, Func<NodeHistory, double?> rate) =>
        nodes.Exists(node => rate(node) is not null) ? nodes.Sum(node => rate(node) ?? 0) : null;

    private static string Basis(List<NodeHistory> working)
    {
        var nodes = working.Count == 1 ? "one node" : Invariant($"{working.Count} nodes");
        return $"files dealt with on {nodes} in the last {Minutes(working.Max(static node => node.Span))}, and files on the bricks at the start";
    }

    private static string Minutes(TimeSpan span) =>
        span < TimeSpan.FromMinutes(2) ? Invariant($"{Math.Max(0, span.TotalSeconds):F0} s") : Invariant($"{span.TotalMinutes:F0} min");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
