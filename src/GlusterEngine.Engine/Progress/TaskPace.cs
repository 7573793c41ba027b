using System.Diagnostics.CodeAnalysis;
using GlusterEngine.Data;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Engine.Progress;

/// <summary>Throughput and end of a running task, from what the sync stored; gluster is not asked. An estimate is kept until the sync
/// looks again, since before that there is nothing new to base another on.</summary>
public sealed class TaskPace(IDbContextFactory<EngineDb> databases, IOptions<TasksOptions> options) : IDisposable
{
    private readonly MemoryCache estimates = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Whether there is anything to estimate.</summary>
    public static bool IsRunning(Step step, [NotNullWhen(true)] StepTask? task) =>
        task is not null && step is { Status: JobExecutionStatus.Started, EndTime: null, ExternalId: not null };

    public ValueTask<TaskEstimate> EstimateAsync(StepTask task, CancellationToken cancellationToken) =>
        estimates.TryGetValue(task.StepId, out TaskEstimate? known) ? new(known!) : new(ReadAsync(task, cancellationToken));

    public void Dispose() => estimates.Dispose();

    /// <summary>
    /// How old the counters are: those of the node that works and has told nothing for longest. A node that is done has none that are newer; once all are, the last
    /// of them tells. Null without any. Pure.
    /// </summary>
    internal static DateTimeOffset? CountersTimeOf(IReadOnlyList<TaskSample> samples)
    {
        var newest = samples.GroupBy(static sample => sample.Node.PeerUuid).Select(static node => node.MaxBy(static sample => sample.TakenAt)!).ToList();
        var working = newest.FindAll(static sample => TaskReconciler.IsRunning(sample.Node.Status));
        return working.Count > 0 ? working.Min(static sample => sample.TakenAt) : newest.Max(static sample => (DateTimeOffset?)sample.TakenAt);
    }

    private async Task<TaskEstimate> ReadAsync(StepTask task, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (now, samples) = await db.GetRecentTaskSamplesAsync(task.StepId, cancellationToken);
        var estimate = new TaskEstimator(TaskFunctions.WorkOf(task), now).Estimate(samples) with
        {
            CountersTime = CountersTimeOf(samples),
        };
        var kept = TimeSpan.FromSeconds(options.Value.IntervalSeconds);
        return estimates.Set(task.StepId, estimate, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = kept });
    }
}
