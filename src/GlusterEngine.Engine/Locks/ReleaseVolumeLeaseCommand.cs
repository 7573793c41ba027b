using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Data.Volumes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Locks;

/// <summary>
/// Takes a volume's lease away from its holder. The generation moves on first, so what the holder still writes changes nothing, and a verb
/// that it has not said yet is not said any more. One that is on its way to a host finds the generation moved in gluster as well, as soon as a host takes that (<see cref="ReleasedLeases"/>).
/// A short change beside the holder that waits for gluster's answer is given up first, alone: the holder keeps the lease then.
/// </summary>
public sealed class ReleaseVolumeLeaseCommand(CommandServices services) : CommandBase<ReleaseVolumeLeaseParameters, LeaseHolder>(services)
{
    public override ActionType ActionType => ActionType.ReleaseGlusterVolumeLease;

    protected override async Task<Prepared<LeaseHolder>> PrepareAsync(
        EngineDb db, ReleaseVolumeLeaseParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var (clusterId, volumeId, reason) = parameters;
        var volume = await db.Volumes.Where(v => v.Id == volumeId && v.ClusterId == clusterId).Select(static v => v.Name).SingleOrDefaultAsync(cancellationToken)
            // One whose creation got no answer is in no inventory yet.
            ?? await db.VolumeChanges.Where(c => c.VolumeId == volumeId && c.ClusterId == clusterId && c.Deadline != null).Select(static c => c.VolumeName).SingleOrDefaultAsync(cancellationToken);
        if (volume is null) return Prepared<LeaseHolder>.Refuse(Commands.Refusals.NotFound("volume", volumeId));
        var holder = await LeaseHolders.LockBesideAsync(db, clusterId, volumeId, cancellationToken) ?? await LeaseHolders.LockAsync(db, clusterId, volumeId, cancellationToken);
        var refusals = LeaseRelease.Refusals(volume, holder, reason).ToList();
        if (refusals.Count > 0) return new(refusals);
        var cluster = await db.Clusters.Where(c => c.Id == clusterId).Select(static c => c.Name).SingleAsync(cancellationToken);
        await EndAsync(db, (clusterId, cluster), holder!, LeaseRelease.Describe(holder!, context.Caller.Name, reason!), cancellationToken);
        await db.AppendEventsAsync([new(EventCode.GlusterVolumeLeaseReleased, EventSeverity.Warning,
            $"Gluster Volume {volume} of cluster {cluster}: {context.Caller.Name} {(holder!.IsBeside ? "gave a change up" : "released the lease")}. {holder.Describe()}. Reason given: {reason}")
        {
            ClusterId = clusterId,
            VolumeId = volumeId,
            JobId = holder.JobId,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], holder, _ => Task.FromResult(AskSoon(clusterId, holder)), _ => Task.FromResult<CommandResult<LeaseHolder>>(new CommandResult<LeaseHolder>.Done(holder)));
    }

    /// <summary>Fences off the holder and ends its step and job; what was asked of gluster, and it may still do, is wished to be moved on from.</summary>
    private async Task EndAsync(EngineDb db, (Guid Id, string Name) cluster, LeaseHolder holder, string why, CancellationToken cancellationToken)
    {
        if (holder.IsBeside)
        {
            await db.EndVolumeChangeAsync((holder.StepId, null), JobExecutionStatus.Unknown, $"Executing: {why}", cancellationToken);
            return;
        }

        var open = (await db.GetOpenTasksAsync(cluster.Id, holder.VolumeId, cancellationToken)).SingleOrDefault(task => task.StepId == holder.StepId);
        var generation = open is null
            ? (await db.TakeOverVolumeChangeAsync(holder.StepId, Services.Engine.Id, cancellationToken)).Generation
            : await db.AdvanceVolumeLeaseAsync(holder.VolumeId, open.StepId, Services.Engine.Id, cancellationToken);
        if (open?.State.Intent is not null || holder.IsChange) await db.WantMoveOnAsync(holder.VolumeId, cancellationToken);
        if (open is null) await db.EndVolumeChangeAsync((holder.StepId, generation), JobExecutionStatus.Unknown, $"Executing: {why}", cancellationToken);
        else await db.UpdateTasksAsync([(open.StepId, open.JobId, LeaseRelease.End(open, cluster.Name, why))], cancellationToken);
    }

    /// <summary>The next look moves the generation on in gluster, adopts a task that goes on, and nobody waits for either: the lease is free.</summary>
    private CommandResult<LeaseHolder> AskSoon(Guid clusterId, LeaseHolder holder)
    {
        _ = Services.Schedules.AskSoonAsync(clusterId);
        return new CommandResult<LeaseHolder>.Done(holder);
    }
}
