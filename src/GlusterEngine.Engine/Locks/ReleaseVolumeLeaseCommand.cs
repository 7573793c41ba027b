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
/// that it has not said yet is not said any more. Gluster is asked nothing.
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
        await db.AdvanceVolumeLeaseAsync(volumeId, open.StepId, Services.Engine.Id, cancellationToken);
        await db.UpdateTasksAsync([(open.StepId, open.JobId, LeaseRelease.End(open, cluster, context.Caller.Name, reason!))], cancellationToken);
        await db.AppendEventsAsync([new(EventCode.GlusterVolumeLeaseReleased, EventSeverity.Warning,
            $"Gluster Volume {volume} of cluster {cluster}: {context.Caller.Name} released the lease. {holder!.Describe()}. Reason given: {reason}")
        {
            ClusterId = clusterId,
            VolumeId = volumeId,
            JobId = open.JobId,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        var done = new CommandResult<LeaseHolder>.Done(holder);
        return new(
            [],
            holder,
            async _ =>
            {
                await Services.Schedules.AskSoonAsync(clusterId);
                return done;
            },
            _ => Task.FromResult<CommandResult<LeaseHolder>>(done));
    }
}
