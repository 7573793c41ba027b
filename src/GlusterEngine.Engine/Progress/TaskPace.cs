using System.Diagnostics.CodeAnalysis;
using GlusterEngine.Data;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Progress;

/// <summary>Throughput and end of a running task, from what the sync stored: one query, and gluster is not asked.</summary>
public static class TaskPace
{
    /// <summary>Whether there is anything to estimate.</summary>
    public static bool IsRunning(Step step, [NotNullWhen(true)] StepTask? task) =>
        task is not null && step is { Status: JobExecutionStatus.Started, EndTime: null, ExternalId: not null };

    public static async Task<TaskEstimate> EstimateAsync(EngineDb db, StepTask task, CancellationToken cancellationToken)
    {
        var (now, samples) = await db.GetRecentTaskSamplesAsync(task.StepId, cancellationToken);
        return new TaskEstimator(TaskFunctions.WorkOf(task), now).Estimate(samples);
    }
}
