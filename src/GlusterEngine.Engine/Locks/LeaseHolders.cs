using GlusterEngine.Data;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Locks;

/// <summary>Reads who holds leases, one query for however many volumes.</summary>
public static class LeaseHolders
{
    /// <summary>The held leases of a cluster's volumes.</summary>
    public static IQueryable<LeaseHolder> Of(EngineDb db, Guid clusterId) =>
        from lease in db.VolumeLeases
        join task in db.StepTasks on lease.StepId equals (Guid?)task.StepId
        join job in db.Jobs on task.JobId equals job.Id
        join host in db.Hosts on task.AskedHost equals host.Name into hosts
        from host in hosts.DefaultIfEmpty()
        where task.ClusterId == clusterId
        select new LeaseHolder
        {
            VolumeId = lease.VolumeId,
            JobId = task.JobId,
            StepId = task.StepId,
            JobDescription = job.Description,
            Intent = task.Intent,
            EngineId = lease.EngineId!,
            HostId = host == null ? null : host.Id,
            HostName = host == null ? null : host.Name,
            Generation = lease.Generation,
            Stamp = lease.Stamp,
            Since = lease.AcquiredAt!.Value,
        };

    /// <summary>Who holds the lease of a volume, whose row stays locked until the transaction ends; null when nobody does.</summary>
    internal static async Task<LeaseHolder?> LockAsync(EngineDb db, Guid clusterId, Guid volumeId, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select from volume_lease where volume_id = {volumeId} for update", cancellationToken);
        return await Of(db, clusterId).SingleOrDefaultAsync(holder => holder.VolumeId == volumeId, cancellationToken);
    }
}
