using System.Diagnostics;

namespace GlusterEngine.Benchmarks.Sync;

/// <summary>The cycle that keeps every task's state: what it costs the engine and the database as tasks grow in number.</summary>
internal sealed class SyncBenchmark : IBenchmark
{
    private const int Cycles = 9;
    private const double MostMilliseconds = 250;

    public string Name => "sync";

    public string Subject => $"one cycle of the tasks sync over running tasks on simulated hosts; medians of {Cycles} cycles";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("    tasks   cycle       statements   engine ms   VDS client ms   transactions that wrote   WAL bytes");
        var results = new List<(int Tasks, Cycle Unchanged, Cycle Changed)>();
        foreach (var tasks in new[] { 10, 100, 1000 })
        {
            await using var database = await BenchmarkDatabase.StartAsync(cancellationToken);
            await using var rebalances = await SimulatedRebalances.StartAsync(database.ConnectionString, tasks, cancellationToken);
            var changed = await MeasureAsync(database, rebalances, rebalances.Advance, cancellationToken);
            var unchanged = await MeasureAsync(database, rebalances, static () => { }, cancellationToken);
            Print(tasks, "unchanged", unchanged);
            Print(tasks, "all changed", changed);
            results.Add((tasks, unchanged, changed));
        }

        var most = results[^1];
        return
        [
            new("as many SQL statements for 10, 100 and 1,000 tasks", string.Join(", ", results.Select(static r => $"{r.Unchanged.Statements:F0}/{r.Changed.Statements:F0}")),
                results.All(r => r.Unchanged.Statements == most.Unchanged.Statements && r.Changed.Statements == most.Changed.Statements)),
            new("an unchanged cycle writes nothing", $"{most.Unchanged.Writes:F0} transactions, {most.Unchanged.WalBytes:F0} bytes", most.Unchanged is { Writes: 0, WalBytes: 0 }),
            new($"under {MostMilliseconds:F0} ms of the engine's own for 1,000 tasks", $"{most.Unchanged.EngineMilliseconds:F0} ms unchanged, {most.Changed.EngineMilliseconds:F0} ms all changed",
                most.Unchanged.EngineMilliseconds < MostMilliseconds && most.Changed.EngineMilliseconds < MostMilliseconds),
        ];
    }

    private static async Task<Cycle> MeasureAsync(BenchmarkDatabase database, SimulatedRebalances rebalances, Action before, CancellationToken cancellationToken)
    {
        using var statements = new StatementCounter();
        var cycles = new List<Cycle>();
        for (var cycle = -2; cycle < Cycles; cycle++)
        {
            before();
            var (transaction, wal) = await PositionAsync(database, cancellationToken);
            var (count, busy, started) = (statements.Count, rebalances.Vds.Busy, Stopwatch.GetTimestamp());
            await rebalances.SyncAsync(cancellationToken);
            var (elapsed, inside, sent) = (Stopwatch.GetElapsedTime(started), rebalances.Vds.Busy - busy, statements.Count - count);
            var (nextTransaction, nextWal) = await PositionAsync(database, cancellationToken);
            // The first cycles are those in which code is compiled and statements are prepared.
            if (cycle >= 0) cycles.Add(new(sent, (elapsed - inside).TotalMilliseconds, inside.TotalMilliseconds, nextTransaction - transaction, nextWal - wal));
        }

        double Median(Func<Cycle, double> figure) => cycles.Select(figure).Median();
        return new(Median(static c => c.Statements), Median(static c => c.EngineMilliseconds), Median(static c => c.VdsMilliseconds), Median(static c => c.Writes), Median(static c => c.WalBytes));
    }

    /// <summary>The next transaction id, which only what writes takes, and the end of the write-ahead log.</summary>
    private static async Task<(long Transaction, long Wal)> PositionAsync(BenchmarkDatabase database, CancellationToken cancellationToken)
    {
        var position = await database.ReadAsync<long[]>(
            "select array[pg_snapshot_xmax(pg_current_snapshot())::text::bigint, (pg_current_wal_insert_lsn() - '0/0')::bigint]", cancellationToken);
        return (position[0], position[1]);
    }

    private static void Print(int tasks, string kind, Cycle cycle) => Console.WriteLine(
        $"    {tasks,5}   {kind,-11}   {cycle.Statements,8:F0}   {cycle.EngineMilliseconds,9:F1}   {cycle.VdsMilliseconds,13:F1}   {cycle.Writes,23:F0}   {cycle.WalBytes,9:F0}");

    private sealed record Cycle(double Statements, double EngineMilliseconds, double VdsMilliseconds, double Writes, double WalBytes);
}
