using GlusterEngine.Testing.Server;

namespace GlusterEngine.Benchmarks.Memory;

/// <summary>What the server process takes of the machine's memory while its clients list and poll.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const double MostMebibytes = 200;
    private const int Clients = 4;
    private const int PollsPerList = 200;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    public string Name => "memory";

    public string Subject => $"resident memory of the server with 1,000 jobs, which {Clients} clients list with their steps and poll for {Duration.TotalSeconds:F0} s";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchmarkDatabase.StartAsync(cancellationToken);
        await using var engine = await BenchmarkEngine.StartAsync(database);
        await RunningJobs.InsertAsync(database, cancellationToken);
        var client = engine.Client.As(await engine.LogInAsync());
        Print("started", engine);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Duration);
        var answers = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => UseAsync(client, deadline.Token)))).Sum();
        Print($"after {answers} answers", engine);
        var peak = ProcessFigures.MostResident(engine.Id);
        return [new($"under {MostMebibytes:F0} MiB at any time", $"{peak:F0} MiB", peak < MostMebibytes)];
    }

    /// <summary>Lists jobs and events, in both formats, and polls each step in between, until the time is up.</summary>
    private static async Task<int> UseAsync(EngineClient client, CancellationToken until)
    {
        var answers = 0;
        while (!until.IsCancellationRequested)
        {
            var jobs = (await GetAsync(EngineClient.Json, "/jobs?follow=steps")).Json["job"]!.AsArray();
            await GetAsync(EngineClient.Xml, "/jobs?follow=steps");
            await GetAsync(EngineClient.Json, "/events");
            for (var poll = 0; poll < PollsPerList && !until.IsCancellationRequested; poll++)
                await GetAsync(EngineClient.Json, $"/jobs/{jobs[poll]!["id"]}/steps/{jobs[poll]!["steps"]!["step"]![0]!["id"]}");
        }

        return answers;

        async Task<EngineAnswer> GetAsync(string media, string path)
        {
            answers++;
            return (await client.Speaking(media).GetAsync(path)).Expect(200);
        }
    }

    private static void Print(string when, EngineProcess engine) =>
        Console.WriteLine($"    {when}: {ProcessFigures.Resident(engine.Id):F0} MiB, at most {ProcessFigures.MostResident(engine.Id):F0} MiB");
}
