using GlusterEngine.Data;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Data.Requests;
using GlusterEngine.Data.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace GlusterEngine.Engine.Jobs;

/// <summary>
/// Deletes jobs and idempotency keys that were kept long enough, a batch per transaction so that nobody waits for its locks, and thins out the samples
/// of tasks.
/// </summary>
[DisallowConcurrentExecution]
public sealed class JobCleanupJob(IDbContextFactory<EngineDb> databases, IOptions<JobsOptions> options, ILogger<JobCleanupJob> logger) : IJob
{
    private const int BatchSize = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await CleanUpAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.CleanupFailed(logger, exception);
        }
    }

    public async Task<int> CleanUpAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // After months of samples a run may take long, and nobody waits for it.
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        var now = await db.NowAsync(cancellationToken);
        var endedBefore = (now.AddDays(-options.Value.KeepSucceededDays), now.AddDays(-options.Value.KeepFailedDays));
        var total = 0;
        for (var deleted = BatchSize; deleted == BatchSize; total += deleted)
            deleted = await db.DeleteCompletedJobsAsync(endedBefore, BatchSize, cancellationToken);
        if (total > 0) Log.JobsDeleted(logger, total);
        for (var forgotten = BatchSize; forgotten == BatchSize;) forgotten = await db.DeleteExpiredRequestsAsync(BatchSize, cancellationToken);
        await db.ThinTaskSamplesAsync(cancellationToken);
        return total;
    }
}
