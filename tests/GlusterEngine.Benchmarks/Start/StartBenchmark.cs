using System.Diagnostics;

namespace GlusterEngine.Benchmarks.Start;

/// <summary>
/// What the engine adds to the start of a rebalance: job, steps, lock, intent, outcome. Beside it the same three gluster commands by hand: the
/// generation is read, the generation written, the rebalance started.
/// </summary>
internal sealed class StartBenchmark : IBenchmark
{
    // Of an engine that runs for years, the first ones tell how long its code takes to be compiled; a single one varies by more than the target.
    private const int WarmUps = 3;
    private const int Starts = 25;
    private const double MostMilliseconds = 50;

    public string Name => "start";

    public string Subject => $"POST rebalance on real GlusterFS nodes, beside the three gluster commands that it takes, by hand on the same volume; {Starts} starts each, in turn";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        if (BenchmarkLab.Missing is { } missing)
        {
            Console.WriteLine($"    left out: {missing}");
            return [];
        }

        await using var lab = await BenchmarkLab.StartAsync(cancellationToken);
        Console.WriteLine("    start   gluster CLI ms   engine ms   more ms");
        var pairs = new List<(double Cli, double Engine)>();
        for (var start = 1 - WarmUps; start <= Starts; start++)
        {
            await lab.FreeVolumeAsync();
            var cli = await TimeAsync(() => lab.StartByHandAsync(start));
            // Until the engine has adopted it.
            await Task.Delay(TimeSpan.FromSeconds(6), cancellationToken);
            var volume = await lab.FreeVolumeAsync();
            var engine = await TimeAsync(async () => (await lab.Client.PostAsync($"{volume}/rebalance", "{}")).Expect(200));
            Console.WriteLine($"    {(start > 0 ? start : "warm-up"),7}   {cli,12:F0}   {engine,9:F0}   {engine - cli,7:F0}");
            if (start > 0) pairs.Add((cli, engine));
        }

        var (alone, through) = (pairs.Select(static pair => pair.Cli).Median(), pairs.Select(static pair => pair.Engine).Median());
        return [new($"at most {MostMilliseconds:F0} ms more than the three gluster commands", $"{through - alone:F0} ms more ({through:F0} against {alone:F0}, medians)", through - alone <= MostMilliseconds)];
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
