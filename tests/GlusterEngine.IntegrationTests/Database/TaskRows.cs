using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.IntegrationTests.Database;

/// <summary>Rows of one task as a command writes them: job, EXECUTING, task step, and the lease that the step holds.</summary>
internal sealed record TaskRows(Guid VolumeId, Guid JobId, Guid StepId, Guid ParentId, long Generation)
{
    public const string Engine = "engine-1";

    public static TaskState Running { get; } = new() { Status = JobExecutionStatus.Started, Description = "runs" };

    /// <summary>Writes the rows; null when another step holds the volume, and then nothing is written.</summary>
    public static async Task<TaskRows?> WriteAsync(MigratedDatabase database, Guid volumeId, Guid? taskId = null)
    {
        await using var db = await database.OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var rows = await WriteAsync(db, volumeId, taskId);
        if (rows is not null) await transaction.CommitAsync();
        return rows;
    }

    /// <summary>The same inside the caller's transaction.</summary>
    public static async Task<TaskRows?> WriteAsync(EngineDb db, Guid volumeId, Guid? taskId = null)
    {
        var (jobId, stepId, parentId) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        if (await db.AcquireVolumeLeaseAsync(volumeId, (jobId, stepId), Engine, CancellationToken.None) is not { } generation) return null;
        db.Add(new Job
        {
            Id = jobId,
            ActionType = ActionType.StartRebalanceGlusterVolume,
            Description = "job",
            Status = JobExecutionStatus.Started,
            CorrelationId = "c",
            Steps = [Step(parentId, null, jobId, StepType.Executing, null), Step(stepId, parentId, jobId, StepType.RebalancingVolume, taskId)],
        });
        db.Add(new StepTask
        {
            StepId = stepId,
            JobId = jobId,
            ClusterId = Guid.NewGuid(),
            VolumeId = volumeId,
            VolumeName = "v",
            TaskType = GlusterTaskType.Rebalance,
            LeaseGeneration = generation,
        });
        await db.SaveChangesAsync();
        return new(volumeId, jobId, stepId, parentId, generation);
    }

    /// <summary>Writes a state as the engine does: only under the lease. Whether it was written.</summary>
    public async Task<bool> UpdateAsync(MigratedDatabase database, TaskState state, long? generation = null)
    {
        await using var db = await database.OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var held = await db.FenceTasksAsync([(StepId, generation ?? Generation)], CancellationToken.None);
        if (held.Count == 0) return false;
        await db.UpdateTasksAsync([(StepId, JobId, state)], CancellationToken.None);
        await transaction.CommitAsync();
        return true;
    }

    private static Step Step(Guid id, Guid? parent, Guid job, StepType type, Guid? taskId) => new()
    {
        Id = id,
        ParentStepId = parent,
        JobId = job,
        StepType = type,
        Description = type.ToString(),
        Status = JobExecutionStatus.Started,
        CorrelationId = "c",
        ExternalId = taskId,
        ExternalSystemType = taskId is null ? null : ExternalSystemType.Gluster,
    };
}
