using System.Diagnostics;
using GlusterEngine.Testing;

namespace GlusterEngine.Benchmarks.Adoption;

/// <summary>How long a rebalance that was started by the gluster CLI is unknown to the API.</summary>
internal sealed class AdoptionBenchmark : IBenchmark
{
    private const int Starts = 20;
    private const double MostSeconds = PollSeconds + 1;
    private const double PollSeconds = 5;

    public string Name => "adoption";

    public string Subject => $"{Starts} starts by the gluster CLI of real GlusterFS nodes in turn, each until the API shows a job; polled every {PollSeconds} s";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        if (BenchmarkLab.Missing is { } missing)
        {
            Console.WriteLine($"    left out: {missing}");
            return [];
        }

        await using var lab = await BenchmarkLab.StartAsync(cancellationToken);
        var phases = new Random(1);
        var delays = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            await lab.FreeVolumeAsync();
            var known = (await lab.JobsAsync()).Select(static job => job.Id).ToHashSet(StringComparer.Ordinal);
            // So that the starts do not fall on the same moment of each poll.
            await Task.Delay(TimeSpan.FromSeconds(phases.NextDouble() * PollSeconds), cancellationToken);
            var starting = lab.StartByCliAsync((start % 3) + 1);
            var shown = Eventually.GetAsync(async () => (Jobs: await lab.JobsAsync(), At: Stopwatch.GetTimestamp()), seen => seen.Jobs.Any(job => !known.Contains(job.Id)), TimeSpan.FromMinutes(1));
            await starting;
            var accepted = Stopwatch.GetTimestamp();
            // A task may be adopted before gluster answers whoever started it.
            delays.Add(Math.Max(0, Stopwatch.GetElapsedTime(accepted, (await shown).At).TotalSeconds));
            Console.WriteLine($"    start {start + 1,2}: {delays[^1]:F1} s");
        }

        var most = delays.Percentile(95);
        return [new($"95 % within one poll interval and 1 s, {MostSeconds:F0} s", $"{most:F1} s (median {delays.Median():F1} s, longest {delays.Max():F1} s)", most <= MostSeconds)];
    }
}
