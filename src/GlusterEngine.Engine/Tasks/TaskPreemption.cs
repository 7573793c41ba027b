using System.Globalization;
using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Before a change without definite answer is said not to have happened, the volume's generation is moved on in gluster: then it cannot happen
/// any more, however long it was on its way. Only after that the engine looks for the last time.
/// </summary>
public sealed class TaskPreemption(
    IVdsClient vds, IDbContextFactory<EngineDb> databases, EngineIdentity engine, VolumeGate gate, ILogger<TaskPreemption> logger)
{
    /// <param name="host">A host that has just told that all peers are connected.</param>
    /// <param name="task">The task with the intent.</param>
    /// <param name="cancellationToken">Ends it; the next sync begins anew.</param>
    public async Task RunAsync(VdsHost host, OpenTask task, CancellationToken cancellationToken)
    {
        if (await BeginAsync(task, cancellationToken) is not var (generation, expected)) return;
        using var turn = await gate.EnterAsync(task.VolumeId, cancellationToken);
        var looked = await vds.CallAsync(host, new VolumeInfoVerb(task.VolumeName), cancellationToken);
        if (looked is not VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [var volume, ..] })
        {
            Log.NotPreempted(logger, task.VolumeName, host.Name, looked.Summary);
            return;
        }

        // Where another engine moved it on, the change cannot happen either, and its word must stand.
        long? stamp = null;
        if (VolumeFence.GenerationOf(volume) is { } found && expected.Contains(found))
        {
            var set = new VolumeSetVerb(task.VolumeName, VolumeFence.Option, generation.ToString(CultureInfo.InvariantCulture));
            var reply = await GlusterLockRetry.RunAsync(() => vds.CallAsync(host, set, cancellationToken), TimeProvider.System, cancellationToken);
            if (reply is not VdsReply<bool>.Answered)
            {
                Log.NotPreempted(logger, task.VolumeName, host.Name, reply.Summary);
                return;
            }

            stamp = generation;
        }

        await EndAsync(task, generation, stamp);
        Log.Preempted(logger, task.VolumeName, host.Name, generation);
    }

    /// <summary>Takes the lease away from whoever may still wait for the answer; null when somebody else did.</summary>
    private async Task<(long Generation, long[] Expected)?> BeginAsync(OpenTask task, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if ((await db.FenceTasksAsync([(task.StepId, task.Generation)], cancellationToken)).Count == 0) return null;
        var generation = await db.AdvanceVolumeLeaseAsync(task.VolumeId, task.StepId, engine.Id, cancellationToken);
        if (generation is null || await db.BeginStampAsync(task.StepId, generation.Value, cancellationToken) is not { } expected) return null;
        // This engine lives, but does not wait for an answer.
        await db.UpdateTasksAsync([(task.StepId, task.JobId, task.State with { IntentDeadline = DateTimeOffset.UnixEpoch })], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (generation.Value, expected);
    }

    private async Task EndAsync(OpenTask task, long generation, long? stamp)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if ((await db.FenceTasksAsync([(task.StepId, generation)], CancellationToken.None)).Count == 0) return;
        await db.EndStampAsync(task.StepId, generation, stamp, CancellationToken.None);
        await db.StepTasks.Where(t => t.StepId == task.StepId).ExecuteUpdateAsync(
            static set => set.SetProperty(static t => t.Preempted, true).SetProperty(static t => t.MissingViews, 0).SetProperty(static t => t.MissingSince, (DateTimeOffset?)null),
            CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
