using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Volumes;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// What users ordered for later: the commit of a migration once it is done, a start again that got lost, and the throttle as it was once a task moves nothing any more. Both are rows, so
/// another engine does them when this one dies.
/// </summary>
public sealed class TaskFollowUps(
    IVdsClient vds, PeerConnections peers, VolumeGate gate, CommitRemoveGlusterVolumeBricksCommand commit, TaskRepeats repeats, ILogger<TaskFollowUps> logger)
{
    // The gate reads the bricks, which may take a while; what keeps it closed mostly takes longer to go.
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    private readonly CommitTries tries = new(BetweenTries);

    public async Task RunAsync(EngineDb db, Guid clusterId, ClusterTasks known, CancellationToken cancellationToken)
    {
        // The loaded tasks tell whether there may be anything at all, without a query of their own.
        if (known.Open.Any(static task => task.AutoCommit)) await CommitAsync(db, clusterId, known, cancellationToken);
        // Before the throttles: a start takes what there is to restore over.
        await repeats.RunAsync(db, clusterId, known, cancellationToken);
        await RestoreThrottlesAsync(db, clusterId, known, cancellationToken);
    }

    private async Task CommitAsync(EngineDb db, Guid clusterId, ClusterTasks known, CancellationToken cancellationToken)
    {
        var waiting = await (from task in db.StepTasks
                             join step in db.Steps on task.StepId equals step.Id
                             where task.ClusterId == clusterId && task.AutoCommit && !task.CommitTried && task.Intent == null
                                 && step.EndTime == null && step.Status == JobExecutionStatus.Finished
                                 // One that was not seen any more is about to be ended, and a commit would begin that anew.
                                 && task.MissingViews == 0
                                 // Gluster would not be asked.
                                 && !(task.QuietUntil > known.Now)
                             select new { task.StepId, task.JobId, task.VolumeId, task.VolumeName, task.Gate, step.CorrelationId }).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var task in waiting.Where(task => tries.IsDue(task.StepId, known.Now)
            && (EngineJson.Read<GateReport>(task.Gate) is not { Time: { } looked } || known.Now - looked >= BetweenTries)))
        {
            var bricks = await db.StepTaskBricks.Where(b => b.StepId == task.StepId)
                .Select(static b => new BrickReference(null, b.ServerName + ":" + b.BrickDir)).ToListAsync(cancellationToken);
            var result = await commit.RunAsync(
                new(clusterId, task.VolumeId, bricks), new(Caller.Engine, task.CorrelationId), wait: false, cancellationToken);
            Log.AutoCommitted(logger, task.VolumeId, result.GetType().Name);
            if (result is not CommandResult<GlusterAsyncTask>.Refused refused)
            {
                tries.Forget(task.StepId);
                continue;
            }

            // Somebody works on it at this moment: another engine, or a user.
            if (refused.Reasons.Any(static reason => reason.Key == VolumeRefusals.InProgress)) continue;
            var why = string.Join(' ', refused.Reasons.Select(static reason => reason.Text));
            if (!tries.Refuse(task.StepId, known.Now, why)) continue;
            await db.AppendEventsAsync([new(EventCode.GlusterCommitGateClosed, EventSeverity.Warning,
                $"Gluster Volume {task.VolumeName} of cluster {known.ClusterName}: the commit that was ordered with the migration waits. {why}")
            {
                ClusterId = clusterId,
                VolumeId = task.VolumeId,
                JobId = task.JobId,
                CorrelationId = task.CorrelationId,
            }], cancellationToken);
        }
    }

    private async Task RestoreThrottlesAsync(EngineDb db, Guid clusterId, ClusterTasks known, CancellationToken cancellationToken)
    {
        var pending = await (from task in db.StepTasks
                             join step in db.Steps on task.StepId equals step.Id
                             where task.ClusterId == clusterId && task.ThrottleBefore != null
                                 // A migration whose data have moved may wait for its commit for weeks.
                                 && (step.EndTime != null || step.Status != JobExecutionStatus.Started)
                             select new
                             {
                                 task.StepId,
                                 task.JobId,
                                 task.VolumeId,
                                 task.VolumeName,
                                 HasEnded = step.EndTime != null,
                                 task.ThrottleBefore,
                                 Throttle = step.ExternalId == null ? null : task.Throttle,
                                 step.CorrelationId,
                                 IsToBeMovedOn = db.Volumes.Any(v => v.Id == task.VolumeId) && db.VolumeLeases.Any(l => l.VolumeId == task.VolumeId && l.MoveOnWanted),
                             }).AsNoTracking().ToListAsync(cancellationToken);
        // One whose answer was lost may be set late, until the generation behind which it was said has moved on; that of a migration moves on with its commit or stop.
        pending.RemoveAll(static task => task is { HasEnded: true, Throttle: null, IsToBeMovedOn: true });
        if (pending.Count == 0) return;
        var (host, _) = await peers.FindAsync([.. known.Hosts.Select(static known => known.Host)], cancellationToken);
        if (host is null) return;
        foreach (var task in pending)
        {
            using var turn = await gate.TryEnterAsync(task.VolumeId, cancellationToken);
            // Who has it may wait for a host that went silent, and the looks at the whole cluster would wait with him; the next one comes to it.
            if (turn is null) continue;
            if (await ExpectedAsync(db, task.StepId, host, cancellationToken) is not { } expected) continue;
            if (await RestoreAsync(host, (task.VolumeId, task.VolumeName), expected.Stamps, (task.Throttle, task.ThrottleBefore!), cancellationToken) is not { } settled) continue;
            // Where the lease moved on meanwhile, the next look finds out what this one did.
            if (!await ForgetThrottleAsync(db, (task.VolumeId, task.StepId), (expected.Generation, settled.Set), cancellationToken) || !settled.IsRestored) continue;
            await db.AppendEventsAsync([new(EventCode.GlusterThrottleRestored, EventSeverity.Normal,
                $"Gluster Volume {task.VolumeName} of cluster {known.ClusterName}: {Throttles.Option} is as it was before the task.")
            {
                ClusterId = clusterId,
                VolumeId = task.VolumeId,
                JobId = task.JobId,
                CorrelationId = task.CorrelationId,
            }], cancellationToken);
        }
    }

    /// <summary>In one piece with what is set now: the next task's start takes that for what was set before it.</summary>
    private static async Task<bool> ForgetThrottleAsync(EngineDb db, (Guid VolumeId, Guid StepId) task, (long? Generation, string? Set) seen, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (seen.Generation is { } own && !await db.IsGenerationAsync(task.VolumeId, own, cancellationToken)) return false;
        if (seen.Set is { } set) await db.WriteVolumeOptionAsync(task.VolumeId, Throttles.Option, set.Length == 0 ? null : set, cancellationToken);
        await db.StepTasks.Where(t => t.StepId == task.StepId).ExecuteUpdateAsync(static set => set.SetProperty(static t => t.ThrottleBefore, (string?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// The generation of the lease of a task's volume, null where it never had one, and what gluster may keep as such, for its throttle to be restored. Null where it is not to be restored now: a task that was started in the
    /// meantime has taken it over, or holds the volume with a throttle of its own; or the host was given peace.
    /// </summary>
    private static async Task<(long? Generation, IReadOnlyList<long> Stamps)?> ExpectedAsync(EngineDb db, Guid stepId, VdsHost host, CancellationToken cancellationToken)
    {
        var found = await (from task in db.StepTasks
                           join lease in db.VolumeLeases on task.VolumeId equals lease.VolumeId into leases
                           from lease in leases.DefaultIfEmpty()
                           where task.StepId == stepId && task.ThrottleBefore != null
                               && !db.StepTasks.Any(other => other.StepId == lease.StepId && other.StepId != stepId && other.ThrottleBefore != null)
                               && db.Hosts.Any(h => h.Id == host.Id && h.Status != HostStatus.Maintenance)
                           select new { lease }).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : found.lease is { } known ? (known.Generation, [known.Stamp, .. known.StampsTried]) : (null, [0]);
    }

    /// <summary>
    /// Sets the throttle to what it was, unless the volume is gone or somebody set another than the task did: then that is what is wanted. Where it is not
    /// known what was set, because an answer was lost or nothing was started, it is set in any case. Nothing is concluded under a generation that is not this engine's: what
    /// is set then may belong to a task that it does not know. The generation is compared once more where it is set, so that it does not come after the next task's own.
    /// </summary>
    /// <returns>What is set now, empty where nothing is, null where the volume is gone; and whether this set it. Null where it is not known.</returns>
    private async Task<(string? Set, bool IsRestored)?> RestoreAsync(
        VdsHost host, (Guid Id, string Name) volume, IReadOnlyList<long> stamps, (string? Set, string Before) throttle, CancellationToken cancellationToken)
    {
        var info = await vds.CallAsync(host, new VolumeInfoVerb(volume.Name), cancellationToken);
        if (info is VdsReply<IReadOnlyList<VolumeDescription>>.Refused { Error.Meaning: GlusterErrorMeaning.VolumeNotFound }) return (null, false);
        if (info is not VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [var found, ..] }) return null;
        // Another one that has its name by now.
        if (found.Id != volume.Id) return (null, false);
        if (VolumeFence.GenerationOf(found) is not { } generation || !stamps.Contains(generation)) return null;
        var current = found.Options.GetValueOrDefault(Throttles.Option) ?? "";
        if (current == throttle.Before || (throttle.Set is not null && current != throttle.Set)) return (current, false);
        // It stays as it is: a task's end takes none of its own.
        var fence = new VolumeFence(volume.Name, [generation], generation) { VolumeId = volume.Id, NeedsAllPeers = true };
        var (reply, _, _) = await vds.CallFencedAsync(host, ThrottleSwitch.VerbOf(volume.Name, throttle.Before), fence, cancellationToken);
        return reply switch
        {
            VdsReply<bool>.Answered => (throttle.Before, true),
            VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.VolumeNotFound } => (null, false),
            _ => null,
        };
    }
}
