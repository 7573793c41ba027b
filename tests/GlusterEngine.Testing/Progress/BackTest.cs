using GlusterEngine.Engine.Progress;

namespace GlusterEngine.Testing.Progress;

/// <summary>What the estimator said at a moment of a recorded run, beside what came.</summary>
/// <param name="Run">The run.</param>
/// <param name="Share">Percent of its time that had passed.</param>
/// <param name="Left">Seconds it still took.</param>
/// <param name="Estimate">What was said.</param>
public sealed record BackTest(RecordedRun Run, int Share, double Left, TaskEstimate Estimate)
{
    private static readonly TimeSpan Bucket = TimeSpan.FromSeconds(30);

    /// <summary>Seconds that were said to be left most likely; null when nothing was said.</summary>
    public double? Said => Estimate.End is { } end ? (end.Likely - Now).TotalSeconds : null;

    /// <summary>Seconds that were said to be left at least and at most.</summary>
    public (double Least, double Most)? Range => Estimate.End is { } end ? ((end.Earliest - Now).TotalSeconds, (end.Latest - Now).TotalSeconds) : null;

    /// <summary>By how much of what was left the estimate was wrong, 0.25 = 25 %. To say nothing is as wrong as to say "now".</summary>
    public double Error => Said is { } said ? Math.Abs(said - Left) / Left : 1;

    public bool IsInRange => Range is var (least, most) && least <= Left && Left <= most;

    private DateTimeOffset Now => Run.End.AddSeconds(-Left);

    /// <summary>Asks at the last look before so many percent of each run had passed, with the samples that the database would give.</summary>
    public static IReadOnlyList<BackTest> At(int share) => [.. RecordedRun.All.Select(run => At(run, share))];

    private static BackTest At(RecordedRun run, int share)
    {
        var moment = run.Start + ((run.End - run.Start) * (share / 100.0));
        var seen = run.Samples.Where(sample => sample.TakenAt <= moment).ToList();
        var samples = seen.GroupBy(static sample => sample.Node.PeerUuid).SelectMany(static node =>
            node.GroupBy(static sample => sample.TakenAt.Ticks / Bucket.Ticks).Select(static bucket => bucket.First()).Append(node.Last()));
        var now = seen[^1].TakenAt;
        return new(run, share, (run.End - now).TotalSeconds, new TaskEstimator(run.Work, now).Estimate([.. samples]));
    }
}
