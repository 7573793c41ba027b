using System.Globalization;
using GlusterEngine.Data.Tasks;

namespace GlusterEngine.Engine.Progress;

/// <summary>
/// Estimates throughput and end of a running task from its latest samples. Pure. Per node: what is left, divided by its smoothed rate; the range
/// comes from how many files may still have to move, from the rates of the last minute and the last five, and is the wider the shorter it was watched. The
/// slowest node decides.
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

        return new()
        {
            FilesPerSecond = Sum(working, static node => node.FileRate),
            BytesPerSecond = Sum(working, static node => node.ByteRate),
            End = obstacle is null ? new(ends.Max(static end => end.Earliest), ends.Max(static end => end.Likely), ends.Max(static end => end.Latest)) : null,
            Basis = obstacle is null ? Basis(working) : $"no estimate: {obstacle}",
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

    private string? Obstacle(NodeHistory node, NodeAmount? amount)
    {
        if (amount is null) return "how many files there are is not known; bricks share a file system, or have not reported it";
        if (node.Looks < 2 || node.Span < ShortestWatch) return "it has only just begun";
        if ((now - node.Last.TakenAt).TotalSeconds > PatienceSeconds(node)) return Invariant($"a node has shown nothing new for {Minutes(now - node.Last.TakenAt)}");
        return node.HasMoved && node.WorkRate > 0 ? null : Invariant($"a node has dealt with no file in the last {Minutes(node.Span)}");
    }

    /// <summary>Where looks are rare, so are news.</summary>
    private static double PatienceSeconds(NodeHistory node) => Math.Max(LongestWait.TotalSeconds, 3 * node.Span.TotalSeconds / (node.Looks - 1));

    private DateTimeOffset After(NodeHistory node, double seconds)
    {
        var room = DateTimeOffset.MaxValue - node.Last.TakenAt;
        var end = node.Last.TakenAt + TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Math.Floor(room.TotalSeconds)));
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
