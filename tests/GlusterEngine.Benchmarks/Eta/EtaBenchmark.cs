using GlusterEngine.Testing.Progress;

namespace GlusterEngine.Benchmarks.Eta;

/// <summary>How far the estimates of the end were off in recorded runs of a real gluster.</summary>
internal sealed class EtaBenchmark : IBenchmark
{
    private const double MostError = 0.25;
    private static readonly int[] Shares = [10, 25, 50, 75];

    public string Name => "eta";

    public string Subject => "estimated ends of recorded rebalances and migrations, against when they ended";

    public Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        var tests = Shares.ToDictionary(static share => share, BackTest.At);
        foreach (var test in tests.Values.SelectMany(static row => row).OrderBy(static test => test.Run.Name, StringComparer.Ordinal).ThenBy(static test => test.Share))
            Console.WriteLine($"  {test.Run,-14} at {test.Share} %: {test.Left,4:F0} s left, said {Text(test),-30} error {test.Error:P0}");
        foreach (var (share, row) in tests)
            Console.WriteLine($"  at {share} %: median error {row.Select(static test => test.Error).Median():P0}, worst {row.Max(static test => test.Error):P0}, in the range {row.Count(static test => test.IsInRange)} of {row.Count}");
        var median = tests[25].Select(static test => test.Error).Median();
        return Task.FromResult<IReadOnlyList<Target>>(
            [new($"median error at 25 % of a run at most {MostError:P0}", $"{median:P0}", median <= MostError)]);
    }

    private static string Text(BackTest test) => test.Range is var (least, most) ? $"{test.Said:F0} s ({Math.Max(0, least):F0} to {most:F0} s)" : test.Estimate.Basis;
}
