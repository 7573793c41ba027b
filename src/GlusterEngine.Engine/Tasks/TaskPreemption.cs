using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Before a change without definite answer is said not to have happened, the volume's generation is moved on in gluster: then it cannot happen
/// any more, however long it was on its way. Only after that the engine looks for the last time.
/// </summary>
public sealed class TaskPreemption(IDbContextFactory<EngineDb> databases, EngineIdentity engine, GenerationMove move)
{
    /// <param name="host">A host that has just told that all peers are connected.</param>
    /// <param name="task">The task with the intent.</param>
    /// <param name="cancellationToken">Ends it; the next sync begins anew.</param>
    public async Task RunAsync(VdsHost host, OpenTask task, CancellationToken cancellationToken)
    {
        if (await BeginAsync(task, cancellationToken) is not var (generation, expected)) return;
        switch (await move.RunAsync(host, (task.VolumeId, task.VolumeName), (generation, expected), cancellationToken))
        {
            case VdsReply<long?>.Answered done:
                await EndAsync(task, generation, (done.Value, IsPreempted: true));
                break;
            // Gluster may have been changed, or be about to: what was tried counts as expected from now on.
            case VdsReply<long?>.Unknown:
                break;
            default:
                await EndAsync(task, generation, (Stamp: null, IsPreempted: false));
                break;
        }
    }

    /// <summary>Takes the lease away from whoever may still wait for the answer; null when somebody else did.</summary>
    private async Task<(long Generation, long[] Expected)?> BeginAsync(OpenTask task, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if ((await db.FenceTasksAsync([(task.StepId, task.Generation)], cancellationToken)).Count == 0) return null;
        // Settled by another look.
        if (!await db.StepTasks.AnyAsync(t => t.StepId == task.StepId && t.Intent != null, cancellationToken)) return null;
        var generation = await db.AdvanceVolumeLeaseAsync(task.VolumeId, task.StepId, engine.Id, cancellationToken);
        if (generation is null || await db.BeginStampAsync(task.StepId, generation.Value, cancellationToken) is not { } expected) return null;
        // This engine lives, but does not wait for an answer.
        await db.UpdateTasksAsync([(task.StepId, task.JobId, task.State with { IntentDeadline = DateTimeOffset.UnixEpoch })], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (generation.Value, expected);
    }

    private async Task EndAsync(OpenTask task, long generation, (long? Stamp, bool IsPreempted) done)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if ((await db.FenceTasksAsync([(task.StepId, generation)], CancellationToken.None)).Count == 0) return;
        await db.EndStampAsync(task.StepId, generation, done.Stamp, CancellationToken.None);
        if (done.IsPreempted) await db.StepTasks.Where(t => t.StepId == task.StepId).ExecuteUpdateAsync(
            static set => set.SetProperty(static t => t.Preempted, true).SetProperty(static t => t.MissingViews, 0).SetProperty(static t => t.MissingSince, (DateTimeOffset?)null),
            CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
