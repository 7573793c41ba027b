using System.Globalization;
using System.Net;

namespace GlusterEngine.Benchmarks.Memory;

/// <summary>What the server process takes of the machine's memory while its clients list and poll.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const double MostMebibytes = 200;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    public string Name => "memory";

    public string Subject => "resident memory of the server with 1,000 jobs, listed with their steps and polled";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchmarkDatabase.StartAsync(cancellationToken);
        await using var engine = await RunningEngine.StartAsync(database, new Dictionary<string, string>(StringComparer.Ordinal), cancellationToken);
        await RunningJobs.InsertAsync(database, cancellationToken);
        Print("started", engine);
        using var client = engine.CreateClient();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Duration);
        var answers = (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => UseAsync(client, deadline.Token)))).Sum();
        Print($"after {answers} answers", engine);
        var peak = Mebibytes(engine, "VmHWM");
        return [new($"under {MostMebibytes:F0} MiB at any time", $"{peak:F0} MiB", peak < MostMebibytes)];
    }

    /// <summary>Lists all jobs, in both formats, then polls the steps of some, until the time is up.</summary>
    private static async Task<int> UseAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var answers = 0;
        try
        {
            while (true)
            {
                await GetAsync("jobs?follow=steps&accept=application/json");
                await GetAsync("jobs?accept=application/xml");
                await GetAsync("events?accept=application/json");
                for (var poll = 0; poll < 200; poll++) await GetAsync("jobs?max=1");
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return answers;
        }

        async Task GetAsync(string path)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}.");
            answers++;
        }
    }

    private static void Print(string when, RunningEngine engine) =>
        Console.WriteLine($"    {when}: {Mebibytes(engine, "VmRSS"):F0} MiB, at most {Mebibytes(engine, "VmHWM"):F0} MiB");

    private static double Mebibytes(RunningEngine engine, string field) => double.Parse(
        File.ReadLines($"/proc/{engine.ProcessId}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1],
        CultureInfo.InvariantCulture) / 1024;
}
