using System.Diagnostics;
using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Migrations;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GlusterEngine.Benchmarks.Locks;

/// <summary>How often a volume's lease can be taken and given back, as the engine does it around a task.</summary>
internal sealed class LocksBenchmark : IBenchmark
{
    private const int Connections = 16;
    private const int Rounds = 4;
    private const int RoundSeconds = 3;
    private const double LeastRatio = 0.5;

    public string Name => "locks";

    public string Subject =>
        $"a lease taken and given back, each in a transaction, over {Connections} connections, beside pgbench with a bare insert and delete; {Rounds} rounds of {RoundSeconds} s each";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchmarkDatabase.StartAsync(cancellationToken);
        await using var services = new ServiceCollection().AddLogging().AddData(_ => database.ConnectionString).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        await RunningJobs.InsertAsync(database, cancellationToken);
        // As autovacuum does within a minute.
        await database.ExecuteAsync("analyze", cancellationToken);
        await database.ExecuteAsync("create table bare (volume_id bigint primary key, step_id uuid)", cancellationToken);
        // Each client has a row of its own, as each lease has its volume; which script a client runs is pgbench's choice.
        const string Script = "insert into bare values (:client_id, gen_random_uuid());\ndelete from bare where volume_id = :client_id;\n";
        using var pgbench = new Pgbench(database.ConnectionString, [.. Enumerable.Repeat(Script, Connections)]);
        var databases = services.GetRequiredService<IDbContextFactory<EngineDb>>();
        var client = new BareClient(services.GetRequiredService<NpgsqlDataSource>());
        var steps = await StepsAsync(databases, cancellationToken);
        var lease = (LeasedStep step) => TakeAndGiveBackAsync(databases, step, cancellationToken);
        await LoadAsync(lease, steps);
        Console.WriteLine("    round                                   per second   ratio   processor time each, us");
        Console.WriteLine("                                                                  client   all");
        var rounds = new List<(double Rate, double Cost)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var bare = await MeasureAsync(() => pgbench.RunAsync("simple", RoundSeconds, cancellationToken));
            var leases = await MeasureAsync(() => LoadAsync(lease, steps));
            var ends = await MeasureAsync(() => LoadAsync(step => TakeAndEndAsync(databases, step, cancellationToken), steps));
            var own = await MeasureAsync(() => LoadAsync(step => client.InsertAndDeleteAsync(step.Number, cancellationToken), steps));
            rounds.Add((leases.Rate / bare.Rate, bare.Cost / leases.Cost));
            Print(round, "pgbench", bare, bare);
            Print(round, "leases", leases, bare);
            Print(round, "leases with the end of a task", ends, bare);
            Print(round, "pgbench's rows, by this client", own, bare);
        }

        var ratio = rounds.Select(static round => round.Rate).Median();
        Console.WriteLine($"    {rounds.Select(static round => round.Cost).Median():F2} by processor time, which other load does not blur");
        return [new($"at least {LeastRatio:F2} of pgbench's rate", $"{ratio:F2}", ratio >= LeastRatio)];

        static void Print(int round, string what, (double Rate, double Own, double Cost) load, (double Rate, double Own, double Cost) bare) =>
            Console.WriteLine($"    {round,5}   {what,-30}   {load.Rate,10:F0}   {load.Rate / bare.Rate,5:F2}   {load.Own,6:F0}   {load.Cost,3:F0}");
    }

    /// <summary>Rate, and the processor time that this process, and that all with the database, took for each, microseconds.</summary>
    private static async Task<(double Rate, double Own, double Cost)> MeasureAsync(Func<Task<double>> load)
    {
        var own = ProcessFigures.ProcessorTime(Environment.ProcessId);
        var all = ProcessFigures.ProcessorTimeOfAll();
        var started = Stopwatch.GetTimestamp();
        var rate = await load();
        var count = rate * Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (rate, (ProcessFigures.ProcessorTime(Environment.ProcessId) - own).TotalMicroseconds / count, (ProcessFigures.ProcessorTimeOfAll() - all).TotalMicroseconds / count);
    }

    private static async Task<IReadOnlyList<LeasedStep>> StepsAsync(IDbContextFactory<EngineDb> databases, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var tasks = await db.StepTasks.OrderBy(static task => task.StepId).Take(Connections).ToListAsync(cancellationToken);
        return [.. tasks.Select(static (task, number) => new LeasedStep(number, task.VolumeId, task.JobId, task.StepId))];
    }

    /// <summary>How often per second it is done, by one client per step.</summary>
    private static async Task<double> LoadAsync(Func<LeasedStep, Task> work, IReadOnlyList<LeasedStep> steps)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(steps.Select(async step =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(started).TotalSeconds < RoundSeconds; count++) await work(step);
            return count;
        }));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task TakeAndGiveBackAsync(IDbContextFactory<EngineDb> databases, LeasedStep step, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var generation = await TakeAsync(db, step, cancellationToken);
        if (!await db.ReleaseVolumeLeaseAsync(step.StepId, generation, cancellationToken)) throw new InvalidOperationException("The lease was lost.");
    }

    /// <summary>As the engine gives it back: with the end of its step, the steps above it and the job.</summary>
    private static async Task TakeAndEndAsync(IDbContextFactory<EngineDb> databases, LeasedStep step, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var generation = await TakeAsync(db, step, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if ((await db.FenceTasksAsync([(step.StepId, generation)], cancellationToken)).Count == 0) throw new InvalidOperationException("The lease was lost.");
        await db.UpdateTasksAsync(
            [(step.StepId, step.JobId, new() { Status = JobExecutionStatus.Finished, JobStatus = JobExecutionStatus.Finished, Description = "done" })], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<long> TakeAsync(EngineDb db, LeasedStep step, CancellationToken cancellationToken) =>
        await db.AcquireVolumeLeaseAsync(step.VolumeId, (step.JobId, step.StepId), "benchmark", cancellationToken)
            ?? throw new InvalidOperationException($"Somebody else holds volume {step.VolumeId}.");
}
