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
        $"GET of a step (JSON, bearer token, keep-alive) over {Connections} connections, beside pgbench with the same select over as many; {Rounds} rounds of {RoundSeconds} s each";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchmarkDatabase.StartAsync(cancellationToken);
        await using var engine = await BenchmarkEngine.StartAsync(database);
        await RunningJobs.InsertAsync(database, cancellationToken);
        var steps = await StepsAsync(database, cancellationToken);
        var token = (await engine.LogInAsync()).Parameter!;
        var connections = steps.Select(step => new HttpConnection(engine.Address, $"/ovirt-engine/api/jobs/{step.Job}/steps/{step.Step}", token)).ToList();
        using var pgbench = new Pgbench(database.ConnectionString, [.. steps.Select(SelectOf)]);

        WarmUp(connections, engine.Id);
        Console.WriteLine("    round   pgbench/s   prepared/s   engine/s   ratio   p50 ms   p99 ms   engine's CPU us");
        var ratios = new List<(double Simple, double Prepared)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var simple = await pgbench.RunAsync("simple", RoundSeconds, cancellationToken);
            var (rate, times, cost) = Measure(connections, engine.Id);
            var prepared = await pgbench.RunAsync("prepared", RoundSeconds, cancellationToken);
            ratios.Add((rate / simple, rate / prepared));
            Console.WriteLine($"    {round,5}   {simple,9:F0}   {prepared,10:F0}   {rate,8:F0}   {rate / simple,5:F2}   {times.Percentile(50),6:F2}   {times.Percentile(99),6:F2}   {cost,15:F0}");
        }

        connections.ForEach(static connection => connection.Dispose());
        var ratio = ratios.Select(static each => each.Simple).Median();
        var strict = ratios.Select(static each => each.Prepared).Median();
        return [new($"at least {LeastRatio:F2} of pgbench's rate", $"{ratio:F2} (of its rate with prepared selects: {strict:F2})", ratio >= LeastRatio)];
    }

    /// <summary>Until the engine's code is compiled for good, which shows in a processor time that falls no more.</summary>
    private static void WarmUp(IReadOnlyList<HttpConnection> connections, int engine)
    {
        var costs = new List<double>();
        do
        {
            costs.Add(Measure(connections, engine).ProcessorMicroseconds);
        }
        while (costs.Count < 6 || (costs.Count < 20 && costs[^1] < 0.95 * costs[^3]));
    }

    private static (double Rate, IReadOnlyList<double> Milliseconds, double ProcessorMicroseconds) Measure(IReadOnlyList<HttpConnection> connections, int engine)
    {
        var before = ProcessFigures.ProcessorTime(engine);
        var (rate, times) = HttpLoad.Run(connections, TimeSpan.FromSeconds(RoundSeconds));
        return (rate, times, (ProcessFigures.ProcessorTime(engine) - before).TotalMicroseconds / times.Count);
    }

    private static async Task<IReadOnlyList<(Guid Job, Guid Step)>> StepsAsync(BenchmarkDatabase database, CancellationToken cancellationToken)
    {
        var pairs = await database.ReadAsync<string[]>(
            $"select array_agg(job_id || ' ' || step_id) from (select job_id, step_id from step_task limit {Connections}) step", cancellationToken);
        return [.. pairs.Select(static pair => (Guid.Parse(pair[..36]), Guid.Parse(pair[37..])))];
    }

    private static string SelectOf((Guid Job, Guid Step) step) =>
        $"""
        select step_id, correlation_id, description, end_time, external_id, external_system_type, is_external, job_id, parent_step_id, progress,
        start_time, status, step_number, step_type from step where step_id = '{step.Step}' and job_id = '{step.Job}' limit 2;
        """.ReplaceLineEndings(" ");
}
