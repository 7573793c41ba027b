using GlusterEngine.Data;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Locks;

/// <summary>Reads who holds leases, one query for however many volumes.</summary>
public static class LeaseHolders
{
    /// <summary>The held leases of the clusters' volumes.</summary>
    public static IQueryable<LeaseHolder> Of(EngineDb db, params Guid[] clusterIds) =>
        from lease in db.VolumeLeases
        join job in db.Jobs on lease.JobId equals (Guid?)job.Id
        join task in db.StepTasks on lease.StepId equals (Guid?)task.StepId into tasks
        from task in tasks.DefaultIfEmpty()
        join change in db.VolumeChanges on lease.StepId equals (Guid?)change.StepId into changes
        from change in changes.DefaultIfEmpty()
        join host in db.Hosts on task == null ? change.AskedHost : task.AskedHost equals host.Name into hosts
        from host in hosts.DefaultIfEmpty()
        where clusterIds.Contains(task == null ? change.ClusterId : task.ClusterId)
        select new LeaseHolder
        {
            ClusterId = task == null ? change.ClusterId : task.ClusterId,
            VolumeId = lease.VolumeId,
            JobId = job.Id,
            StepId = lease.StepId!.Value,
            JobDescription = job.Description,
            Intent = task == null ? null : task.Intent,
            IsChange = task == null,
            EngineId = lease.EngineId!,
            HostId = host == null ? null : host.Id,
            HostName = host == null ? null : host.Name,
            Generation = lease.Generation,
            Stamp = lease.Stamp,
            Since = lease.AcquiredAt!.Value,
        };

    /// <summary>The short change beside the task that holds a volume's lease, while it waits for gluster's answer, its row locked; null when there is none.</summary>
    internal static async Task<LeaseHolder?> LockBesideAsync(EngineDb db, Guid clusterId, Guid volumeId, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"select from volume_change where volume_id = {volumeId} and deadline is not null and lease_generation is null for update", cancellationToken);
        return await (
            from change in db.VolumeChanges
            join job in db.Jobs on change.JobId equals job.Id
            where change.VolumeId == volumeId && change.ClusterId == clusterId && change.Deadline != null && change.LeaseGeneration == null
            select new LeaseHolder
            {
                ClusterId = change.ClusterId,
                VolumeId = change.VolumeId,
                JobId = job.Id,
                StepId = change.StepId,
                JobDescription = job.Description,
                IsChange = true,
                IsBeside = true,
                EngineId = change.EngineId,
                HostName = change.AskedHost,
                Generation = 0,
                Since = change.AskedAt,
            }).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Who holds the lease of a volume, whose row stays locked until the transaction ends; null when nobody does.</summary>
    internal static async Task<LeaseHolder?> LockAsync(EngineDb db, Guid clusterId, Guid volumeId, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select from volume_lease where volume_id = {volumeId} for update", cancellationToken);
        return await Of(db, clusterId).SingleOrDefaultAsync(holder => holder.VolumeId == volumeId, cancellationToken);
    }
}
