using System.Diagnostics;
using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Migrations;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
        $"a lease taken in one transaction, and given back with the end of its step in another, over {Connections} connections, beside pgbench with a bare insert and delete; {Rounds} rounds of {RoundSeconds} s each";

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
        IReadOnlyList<(Guid VolumeId, Guid JobId, Guid StepId)> steps;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            steps = [.. (await db.StepTasks.OrderBy(static task => task.StepId).Take(Connections).Select(static task => new { task.VolumeId, task.JobId, task.StepId }).ToListAsync(cancellationToken))
                .Select(static task => (task.VolumeId, task.JobId, task.StepId))];
        }

        await LoadAsync(databases, steps, cancellationToken);
        Console.WriteLine("    round   leases/s   pgbench/s   ratio");
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var bare = await pgbench.RunAsync("simple", RoundSeconds, cancellationToken);
            var leases = await LoadAsync(databases, steps, cancellationToken);
            ratios.Add(leases / bare);
            Console.WriteLine($"    {round,5}   {leases,8:F0}   {bare,9:F0}   {ratios[^1],5:F2}");
        }

        return [new($"at least {LeastRatio:F2} of pgbench's rate", $"{ratios.Median():F2}", ratios.Median() >= LeastRatio)];
    }

    /// <summary>Leases taken and given back per second.</summary>
    private static async Task<double> LoadAsync(
        IDbContextFactory<EngineDb> databases, IReadOnlyList<(Guid VolumeId, Guid JobId, Guid StepId)> steps, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(steps.Select(async step =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(started).TotalSeconds < RoundSeconds; count++) await TakeAndGiveBackAsync(databases, step, cancellationToken);
            return count;
        }));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task TakeAndGiveBackAsync(IDbContextFactory<EngineDb> databases, (Guid VolumeId, Guid JobId, Guid StepId) step, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var generation = await db.AcquireVolumeLeaseAsync(step.VolumeId, (step.JobId, step.StepId), "benchmark", cancellationToken)
            ?? throw new InvalidOperationException($"Somebody else holds volume {step.VolumeId}.");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if ((await db.FenceTasksAsync([(step.StepId, generation)], cancellationToken)).Count == 0) throw new InvalidOperationException("The lease was lost.");
        await db.UpdateTasksAsync(
            [(step.StepId, step.JobId, new() { Status = JobExecutionStatus.Finished, JobStatus = JobExecutionStatus.Finished, Description = "done" })], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
