using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Locks;

/// <summary>
/// Takes a volume's lease away from its holder. The generation moves on first, so what the holder still writes changes nothing, and a verb
/// that it has not said yet is not said any more. One that is on its way to a host finds the generation moved in gluster as well, if a host takes that.
/// </summary>
public sealed class ReleaseVolumeLeaseCommand(CommandServices services, TaskPreemption preemption) : CommandBase<ReleaseVolumeLeaseParameters, LeaseHolder>(services)
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
        var expected = await db.BeginStampAsync(open.StepId, generation, cancellationToken);
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
            async ignored =>
            {
                if (open.State.Intent is not null) _ = Services.Running.Run(stopping => MoveOnAsync(clusterId, (volumeId, volume), (generation, expected!), stopping));
                await Services.Schedules.AskSoonAsync(clusterId);
                return done;
            },
            _ => Task.FromResult<CommandResult<LeaseHolder>>(done));
    }

    /// <summary>Nobody waits for it: the lease is free whatever gluster says, and both generations count as expected from now on.</summary>
    private async Task<bool> MoveOnAsync(Guid clusterId, (Guid Id, string Name) volume, (long Next, IReadOnlyCollection<long> Expected) generation, CancellationToken stopping)
    {
        await using var db = await Services.Databases.CreateDbContextAsync(stopping);
        var hosts = (await db.HostsOf(clusterId).ToListAsync(stopping)).Up().Select(VdsHost.Of).ToList();
        var (host, problem) = await Services.Peers.FindAsync(hosts, stopping);
        if (host is not null) return (await preemption.MoveOnAsync(host, volume, generation, stopping)).Outcome == MoveOnOutcome.Done;
        Log.GenerationLeft(Services.Logger, volume.Name, problem!);
        return false;
    }
}
