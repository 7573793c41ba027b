using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Jobs;

/// <summary>
/// Adopts a task that the engine did not start: job, EXECUTING, task step with its true state, lease and event in one transaction. Where another
/// step holds the volume's lease, or the task has an open step by now or one that ended after the look began, or its bricks have left the volume
/// since, nothing happens.
/// </summary>
public sealed class AddInternalJobCommand(IDbContextFactory<EngineDb> databases, EngineIdentity engine, ILogger<AddInternalJobCommand> logger)
{
    /// <summary>Adopts a task, unless that was done before it ended; false when that was not possible now, or a later look was written before.</summary>
    public async Task<bool> AdoptAsync(Guid clusterId, string clusterName, TaskAdoption adoption, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.BeginTaskWriteAsync(clusterId, adoption.LookedAt, cancellationToken)) return false;
        var ids = (JobId: Guid.CreateVersion7(), StepId: Guid.CreateVersion7());
        var generation = await db.AcquireVolumeLeaseAsync(adoption.Volume.Id, ids, engine.Id, cancellationToken);
        var volume = await db.Volumes.AsNoTracking().SingleOrDefaultAsync(v => v.Id == adoption.Volume.Id, cancellationToken);
        var bricks = await db.Bricks.AsNoTracking().Where(b => b.VolumeId == adoption.Volume.Id).ToListAsync(cancellationToken);
        var leaving = bricks.Where(brick => adoption.Task.Bricks.Contains(brick.Address)).ToList();
        var history = await db.GetStepsByExternalTaskId(adoption.Task.Id).ToListAsync(cancellationToken);
        if (generation is null || volume is null || history.Any(step => step.EndTime is null || step.EndTime >= adoption.LookedAt)) return false;
        // One that is over and had a step is no news, whatever is remembered of it.
        if (history.Count > 0 && adoption.State.JobStatus is not null) return true;
        // Without its bricks nobody could tell a commit from a stop later.
        if (leaving.Count < adoption.Task.Bricks.Count) return false;

        var tree = TaskJobTree.Of(new()
        {
            Ids = ids,
            Action = adoption.Task.Type == GlusterTaskType.RemoveBrick ? ActionType.StartRemoveGlusterVolumeBricks : ActionType.StartRebalanceGlusterVolume,
            StepType = adoption.Task.Type == GlusterTaskType.RemoveBrick ? StepType.RemovingBricks : StepType.RebalancingVolume,
            Volume = volume,
            ClusterName = clusterName,
            Generation = generation.Value,
            CorrelationId = ids.JobId.ToString(),
            TaskId = adoption.Task.Id,
            SeenBy = adoption.Host,
            Options = new() { Bricks = leaving },
        });
        db.Add(tree.Job);
        db.Add(tree.Task);
        db.AddRange(tree.Bricks);
        await db.SaveChangesAsync(cancellationToken);
        await db.WriteTaskNodesAsync(adoption.Nodes.Select(node => (ids.StepId, node)), cancellationToken);
        await db.UpdateTasksAsync([(ids.StepId, ids.JobId, adoption.State)], cancellationToken);
        await db.AppendEventsAsync([Event(clusterId, clusterName, adoption, tree, history)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.TaskAdopted(logger, adoption.Task.Id, volume.Name, adoption.Host, ids.JobId);
        return true;
    }

    private static EventDraft Event(
        Guid clusterId, string clusterName, TaskAdoption adoption, TaskJobTree tree, IReadOnlyList<Step> history)
    {
        var again = history.Count > 0 ? $" It was followed before as job {history[^1].JobId}." : "";
        var (code, what) = adoption.Task.Type == GlusterTaskType.RemoveBrick
            ? (EventCode.StartRemovingGlusterVolumeBricksDetectedFromCli, $"removal of bricks {string.Join(", ", adoption.Task.Bricks)} from")
            : (EventCode.GlusterVolumeRebalanceStartDetectedFromCli, "rebalance of");
        return new(code, EventSeverity.Warning,
            $"Detected a {what} volume {adoption.Volume.Name} of cluster {clusterName} that was started from the CLI (task {adoption.Task.Id}, seen by host {adoption.Host}).{again}")
        {
            ClusterId = clusterId,
            VolumeId = adoption.Volume.Id,
            JobId = tree.Job.Id,
            CorrelationId = tree.Job.CorrelationId,
        };
    }
}
