using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Ghosts;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Engine.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Engine.Tasks;

/// <summary>One cycle over the tasks of a cluster: load, observe, compare, apply in one transaction. Nothing changed, nothing written.</summary>
public sealed class GlusterTasksSync(
    IDbContextFactory<EngineDb> databases,
    TaskObserver observer,
    AddInternalJobCommand addInternalJob,
    TaskPreemption preemption,
    ReleasedLeases released,
    GhostFinder ghosts,
    TaskFollowUps followUps,
    PolledClusters polled,
    IOptions<TasksOptions> options,
    ILogger<GlusterTasksSync> logger)
{
    public async Task SyncAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await ClusterTasks.LoadAsync(db, clusterId, cancellationToken);
        if (known is null) return;
        polled.Note(clusterId, known.Now);
        // The connection goes back to the pool while gluster is asked, which may take seconds.
        await db.Database.CloseConnectionAsync();
        var look = await ObserveAsync(db, clusterId, known, cancellationToken);
        if (look.View is not { } view)
        {
            var waits = look.ListHung || look.Rests ? TaskWait.ForList(known) : TaskWait.ForHost(known);
            if (waits.Count > 0) await ApplyAsync(db, (clusterId, known), waits, observed: [], cancellationToken);
            return;
        }

        // Before anything is concluded from it: a ghost is no task.
        if (ghosts.IsDue(known, view))
        {
            await ghosts.LookAsync(clusterId, cancellationToken);
            known = await ClusterTasks.LoadAsync(db, clusterId, cancellationToken);
            if (known is null || (await ObserveAsync(db, clusterId, known, cancellationToken)).View is not { } again) return;
            view = again;
        }

        var found = new TaskReconciler(options.Value, known.ClusterName, view, known.Now).Reconcile(known.Open, known.Volumes);
        await ApplyAllAsync(db, (clusterId, view.Host), known, found, cancellationToken);
        await released.MoveOnAsync(db, known, cancellationToken);
        await followUps.RunAsync(db, clusterId, known, cancellationToken);
    }

    /// <summary>One look, and kept whether its list hung.</summary>
    private async Task<TaskLook> ObserveAsync(EngineDb db, Guid clusterId, ClusterTasks known, CancellationToken cancellationToken)
    {
        var look = await observer.ObserveAsync(known, cancellationToken);
        if (look.ListHung) Log.ListHung(logger, known.ClusterName);
        if (look.ListHung || (known.ListHang is not null && look.View is not null)) await db.NoteTaskListAsync(clusterId, look.ListHung, cancellationToken);
        return look;
    }

    private async Task ApplyAllAsync(EngineDb db, (Guid ClusterId, string Host) where, ClusterTasks known, Reconciliation found, CancellationToken cancellationToken)
    {
        if (found.IsEmpty) return;
        var (clusterId, hostName) = where;
        // What is adopted is remembered with or after that: a task that could not be adopted, because a command held its volume, must be news again next time.
        var adopting = found.Adoptions.Select(static adoption => adoption.Volume.Id).ToHashSet();
        if (!await ApplyAsync(db, (clusterId, known), found.Changes, [.. found.Observed.Where(volume => !adopting.Contains(volume.VolumeId))], cancellationToken)) return;
        foreach (var task in found.Preemptions)
            await preemption.RunAsync(known.Hosts.First(host => host.Host.Name == hostName).Host, task, cancellationToken);
        var adopted = new HashSet<Guid>();
        foreach (var adoption in found.Adoptions)
        {
            if (await addInternalJob.AdoptAsync(clusterId, known.ClusterName, adoption, cancellationToken)) adopted.Add(adoption.Volume.Id);
        }

        if (adopted.Count == 0) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.BeginTaskWriteAsync(clusterId, known.Now, cancellationToken)) return;
        await db.ObserveVolumeTasksAsync(found.Observed.Where(volume => adopted.Contains(volume.VolumeId)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Writes what became of tasks; false when a later look was written before, so that this one counts no more.</summary>
    private async Task<bool> ApplyAsync(
        EngineDb db, (Guid ClusterId, ClusterTasks Known) look, IReadOnlyList<TaskChange> found, IReadOnlyList<(Guid VolumeId, Guid? TaskId)> observed, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.BeginTaskWriteAsync(look.ClusterId, look.Known.Now, cancellationToken))
        {
            Log.LookIsOld(logger, look.Known.ClusterName);
            return false;
        }

        var changes = await HeldAsync(db, found, cancellationToken);
        if (changes.Count > 0)
        {
            await db.UpdateTasksAsync(changes.Select(static change => (change.Task.StepId, change.Task.JobId, change.Next)), cancellationToken);
            await db.WriteTaskNodesAsync(changes.SelectMany(static change => change.Nodes.Select(node => (change.Task.StepId, node))), cancellationToken);
            foreach (var change in changes.Where(static change => change.RemovesBricks)) await ForgetBricksAsync(db, change.Task, cancellationToken);
            await db.AppendEventsAsync(changes.Select(static change => change.Event).OfType<EventDraft>().Select(draft => draft with { ClusterId = look.ClusterId }), cancellationToken);
        }

        // In one transaction with what became of the task, so that it is never over and unknown.
        var lost = found.Except(changes).Select(static change => change.Task.VolumeId).ToHashSet();
        var seen = observed.Where(volume => !lost.Contains(volume.VolumeId)).ToList();
        if (seen.Count > 0) await db.ObserveVolumeTasksAsync(seen, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var change in changes.Where(static change => change.Next.Status != change.Task.State.Status || change.Next.Intent != change.Task.State.Intent))
            Log.TaskChanged(logger, change.Task.VolumeName, change.Next.Description);
        return true;
    }

    /// <summary>The changes of steps that still hold their leases.</summary>
    private static async Task<IReadOnlyList<TaskChange>> HeldAsync(EngineDb db, IReadOnlyList<TaskChange> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0) return found;
        var held = await db.FenceTasksAsync(found.Select(static change => (change.Task.StepId, change.Task.Generation)), cancellationToken);
        return [.. found.Where(change => held.Contains(change.Task.StepId))];
    }

    private static async Task ForgetBricksAsync(EngineDb db, OpenTask task, CancellationToken cancellationToken)
    {
        var gone = task.Bricks.Select(static brick => brick.Address).ToHashSet();
        var rows = await db.Bricks.Where(b => b.VolumeId == task.VolumeId).AsNoTracking().ToListAsync(cancellationToken);
        var ids = rows.Where(brick => gone.Contains(brick.Address)).Select(static brick => brick.Id).ToList();
        await db.Bricks.Where(b => ids.Contains(b.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
