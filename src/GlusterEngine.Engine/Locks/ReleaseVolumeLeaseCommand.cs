using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Locks;

/// <summary>
/// Takes a volume's lease away from its holder. The generation moves on first, so what the holder still writes changes nothing, and a verb
/// that it has not said yet is not said any more. One that is on its way to a host finds the generation moved in gluster as well, as soon as a host takes that (<see cref="ReleasedLeases"/>).
/// </summary>
public sealed class ReleaseVolumeLeaseCommand(CommandServices services) : CommandBase<ReleaseVolumeLeaseParameters, LeaseHolder>(services)
{
    public override ActionType ActionType => ActionType.ReleaseGlusterVolumeLease;

    protected override async Task<Prepared<LeaseHolder>> PrepareAsync(
        EngineDb db, ReleaseVolumeLeaseParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var (clusterId, volumeId, reason) = parameters;
        var volume = await db.Volumes.Where(v => v.Id == volumeId && v.ClusterId == clusterId).Select(static v => v.Name).SingleOrDefaultAsync(cancellationToken);
        if (volume is null) return Prepared<LeaseHolder>.Refuse(Commands.Refusals.NotFound("volume", volumeId));
        var holder = await LeaseHolders.LockAsync(db, clusterId, volumeId, cancellationToken);
        var refusals = LeaseRelease.Refusals(volume, holder, reason).ToList();
        if (refusals.Count > 0) return new(refusals);
        var cluster = await db.Clusters.Where(c => c.Id == clusterId).Select(static c => c.Name).SingleAsync(cancellationToken);
        var open = (await db.GetOpenTasksAsync(clusterId, volumeId, cancellationToken)).Single(task => task.StepId == holder!.StepId);
        var generation = (await db.AdvanceVolumeLeaseAsync(volumeId, open.StepId, Services.Engine.Id, cancellationToken))!.Value;
        await db.BeginStampAsync(open.StepId, generation, cancellationToken);
        await db.UpdateTasksAsync([(open.StepId, open.JobId, LeaseRelease.End(open, cluster, context.Caller.Name, reason!))], cancellationToken);
        if (open.State.Intent is not null)
            await db.VolumeLeases.Where(l => l.VolumeId == volumeId).ExecuteUpdateAsync(static set => set.SetProperty(static l => l.MoveOnWanted, true), cancellationToken);
        await db.AppendEventsAsync([new(EventCode.GlusterVolumeLeaseReleased, EventSeverity.Warning,
            $"Gluster Volume {volume} of cluster {cluster}: {context.Caller.Name} released the lease. {holder!.Describe()}. Reason given: {reason}")
        {
            ClusterId = clusterId,
            VolumeId = volumeId,
            JobId = open.JobId,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], holder, _ => AskSoonAsync(clusterId, holder), _ => Task.FromResult<CommandResult<LeaseHolder>>(new CommandResult<LeaseHolder>.Done(holder)));
    }

    /// <summary>The next look moves the generation on in gluster, adopts a task that goes on, and nobody waits for either: the lease is free.</summary>
    private async Task<CommandResult<LeaseHolder>> AskSoonAsync(Guid clusterId, LeaseHolder holder)
    {
        await Services.Schedules.AskSoonAsync(clusterId);
        return new CommandResult<LeaseHolder>.Done(holder);
    }
}
