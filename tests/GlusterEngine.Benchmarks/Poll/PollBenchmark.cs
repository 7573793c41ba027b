using System.Diagnostics;
using GlusterEngine.Testing.Server;

namespace GlusterEngine.Benchmarks.Poll;

/// <summary>Clients that poll steps, beside pgbench running the select that this needs.</summary>
internal sealed class PollBenchmark : IBenchmark
{
    private const int Connections = 16;
    private const int Rounds = 4;
    private const int RoundSeconds = 3;
    private const double LeastRatio = 0.5;

    public string Name => "poll";

    public string Subject =>
        $"GET of a step (JSON, then XML; bearer token, keep-alive) over {Connections} connections, beside pgbench with the same select over as many; {Rounds} rounds of {RoundSeconds} s each for either format";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchmarkDatabase.StartAsync(cancellationToken);
        await using var engine = await BenchmarkEngine.StartAsync(database);
        await RunningJobs.InsertAsync(database, cancellationToken);
        var steps = await StepsAsync(database, cancellationToken);
        var token = (await engine.Client.LogInAsync()).Parameter!;
        using var pgbench = new Pgbench(database.ConnectionString, [.. steps.Select(SelectOf)]);
        List<Target> targets = [];
        foreach (var (format, media) in ((string, string)[])[("JSON", EngineClient.Json), ("XML", EngineClient.Xml)])
        {
            var connections = steps.Select(step => new HttpConnection(engine.Address, $"/ovirt-engine/api/jobs/{step.Job}/steps/{step.Step}", media, token)).ToList();
            Console.WriteLine($"    {format}");
            var ratio = await CompareAsync(connections, engine.Id, pgbench, cancellationToken);
            targets.Add(new($"{format}: at least {LeastRatio:F2} of pgbench's rate", $"{ratio:F2}", ratio >= LeastRatio));
            connections.ForEach(static connection => connection.Dispose());
        }

        return targets;
    }

    /// <summary>The polls' rate as a part of pgbench's: the median of the rounds.</summary>
    private static async Task<double> CompareAsync(IReadOnlyList<HttpConnection> connections, int engine, Pgbench pgbench, CancellationToken cancellationToken)
    {
        WarmUp(connections, engine);
        Console.WriteLine("    round        rate per second               ratio   milliseconds   processor time each, us");
        Console.WriteLine("            engine   pgbench   prepared              p50     p99   engine   client   all   pgbench");
        var rounds = new List<(double Rate, double Prepared, double Cost)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var simple = await MeasureAsync(() => pgbench.RunAsync("simple", RoundSeconds, cancellationToken));
            var cost = ProcessFigures.ProcessorTime(engine);
            var own = ProcessFigures.ProcessorTime(Environment.ProcessId);
            IReadOnlyList<double> times = [];
            var polls = await MeasureAsync(() => Task.FromResult(HttpLoad.Run(connections, TimeSpan.FromSeconds(RoundSeconds), out times)));
            cost = ProcessFigures.ProcessorTime(engine) - cost;
            own = ProcessFigures.ProcessorTime(Environment.ProcessId) - own;
            var prepared = await MeasureAsync(() => pgbench.RunAsync("prepared", RoundSeconds, cancellationToken));
            rounds.Add((polls.Rate / simple.Rate, polls.Rate / prepared.Rate, simple.Cost / polls.Cost));
            Console.WriteLine($"    {round,5}   {polls.Rate,7:F0}   {simple.Rate,7:F0}   {prepared.Rate,8:F0}   {polls.Rate / simple.Rate,5:F2}   {times.Percentile(50),6:F2}  {times.Percentile(99),6:F2}   {cost.TotalMicroseconds / times.Count,6:F0}   {own.TotalMicroseconds / times.Count,6:F0}   {polls.Cost,3:F0}   {simple.Cost,7:F0}");
        }

        Console.WriteLine($"    {rounds.Select(static round => round.Prepared).Median():F2} of pgbench's rate with prepared selects; {rounds.Select(static round => round.Cost).Median():F2} by processor time, which other load does not blur");
        return rounds.Select(static round => round.Rate).Median();

        // Rate, and the processor time that client, engine and database took for each, microseconds.
        static async Task<(double Rate, double Cost)> MeasureAsync(Func<Task<double>> load)
        {
            var before = ProcessFigures.ProcessorTimeOfAll();
            var started = Stopwatch.GetTimestamp();
            var rate = await load();
            var count = rate * Stopwatch.GetElapsedTime(started).TotalSeconds;
            return (rate, (ProcessFigures.ProcessorTimeOfAll() - before).TotalMicroseconds / count);
        }
    }

    /// <summary>Until the engine's code is compiled for good, which shows in a processor time that falls no more.</summary>
    private static void WarmUp(IReadOnlyList<HttpConnection> connections, int engine)
    {
        var costs = new List<double>();
        do
        {
            var before = ProcessFigures.ProcessorTime(engine);
            HttpLoad.Run(connections, TimeSpan.FromSeconds(RoundSeconds), out var times);
            costs.Add((ProcessFigures.ProcessorTime(engine) - before) / times.Count / TimeSpan.FromMicroseconds(1));
        }
        while (costs.Count < 6 || (costs.Count < 20 && costs[^1] < 0.95 * costs[^3]));
    }

    private static async Task<IReadOnlyList<(Guid Job, Guid Step)>> StepsAsync(BenchmarkDatabase database, CancellationToken cancellationToken)
    {
        var pairs = await database.ReadAsync<string[]>(
            $"select array_agg(job_id || ' ' || step_id) from (select job_id, step_id from step_task limit {Connections}) step", cancellationToken);
        return [.. pairs.Select(static pair => (Guid.Parse(pair[..36]), Guid.Parse(pair[37..])))];
    }

    private static string SelectOf((Guid Job, Guid Step) step) =>
        $"select s.*, t.* from step s left join step_task t on s.step_id = t.step_id where s.step_id = '{step.Step}' and s.job_id = '{step.Job}';";
}
