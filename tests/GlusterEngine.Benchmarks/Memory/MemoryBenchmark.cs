using GlusterEngine.Testing.Server;

namespace GlusterEngine.Benchmarks.Memory;

/// <summary>What the server process takes of the machine's memory while its clients list and poll.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const double MostMegabytes = 200;
    private const int Pollers = 4;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    public string Name => "memory";

    public string Subject => $"resident memory of the server with 1,000 jobs: {Pollers} clients poll steps, one lists all jobs with their steps every second, for {Duration.TotalSeconds:F0} s";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchmarkDatabase.StartAsync(cancellationToken);
        await using var engine = await BenchmarkEngine.StartAsync(database);
        await RunningJobs.InsertAsync(database, cancellationToken);
        var client = engine.Client.As(await engine.Client.LogInAsync());
        Console.WriteLine($"    started: {Megabytes(ProcessFigures.Resident(engine.Id)):F0} MB");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Duration);
        var polls = Enumerable.Range(0, Pollers).Select(poller => PollAsync(client, poller, deadline.Token));
        var samples = SampleAsync(engine.Id, deadline.Token);
        var answers = (await Task.WhenAll(polls.Prepend(ListAsync(client, deadline.Token)))).Sum();
        var resident = (await samples).Median();
        Console.WriteLine($"    in use, {answers} answers: {resident:F0} MB, at most {Megabytes(ProcessFigures.MostResident(engine.Id)):F0} MB");
        return [new($"under {MostMegabytes:F0} MB resident", $"{resident:F0} MB (median of every half second in use)", resident < MostMegabytes)];
    }

    private static async Task<List<double>> SampleAsync(int process, CancellationToken until)
    {
        var samples = new List<double>();
        while (!until.IsCancellationRequested)
        {
            samples.Add(Megabytes(ProcessFigures.Resident(process)));
            await Task.Delay(TimeSpan.FromSeconds(0.5), CancellationToken.None);
        }

        return samples;
    }

    /// <summary>Lists all jobs with their steps, and events, in both formats, every second.</summary>
    private static async Task<int> ListAsync(EngineClient client, CancellationToken until)
    {
        var answers = 0;
        while (!until.IsCancellationRequested)
        {
            foreach (var path in (string[])["/jobs?follow=steps", "/events"])
            {
                (await client.Speaking(EngineClient.Json).GetAsync(path)).Expect(200);
                (await client.Speaking(EngineClient.Xml).GetAsync(path)).Expect(200);
                answers += 2;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        return answers;
    }

    /// <summary>Polls steps one after the other.</summary>
    private static async Task<int> PollAsync(EngineClient client, int poller, CancellationToken until)
    {
        var jobs = (await client.Speaking(EngineClient.Json).GetAsync("/jobs?max=100")).Expect(200).Json["job"]!.AsArray().Select(static job => (string)job!["id"]!).ToList();
        var steps = new List<string>();
        foreach (var job in jobs.Where((_, index) => index % Pollers == poller))
        {
            var found = (await client.Speaking(EngineClient.Json).GetAsync($"/jobs/{job}/steps")).Expect(200).Json["step"]!.AsArray();
            steps.AddRange(found.Select(step => $"/jobs/{job}/steps/{step!["id"]}"));
        }

        var answers = 0;
        for (; !until.IsCancellationRequested; answers++) (await client.Speaking(EngineClient.Json).GetAsync(steps[answers % steps.Count])).Expect(200);
        return answers;
    }

    private static double Megabytes(double mebibytes) => mebibytes * 1.048576;
}
