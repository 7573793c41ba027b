using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Volumes;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Changes;

/// <summary>Looks at volumes for changes of the engine, and writes what became of them: step, job, lease, inventory and events in one transaction.</summary>
internal static class VolumeChangeResults
{
    /// <summary>What gluster knows of the volume of a change; null when no host tells.</summary>
    /// <param name="vds">Asks.</param>
    /// <param name="hosts">Hosts in the order in which they are asked.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public static async Task<SeenVolume?> LookAsync(IVdsClient vds, IReadOnlyList<VdsHost> hosts, VolumeChange change, CancellationToken cancellationToken)
    {
        foreach (var host in hosts)
        {
            // All of them: a volume that is not among them is gone, and one of the same name may be another.
            var reply = await vds.CallAsync(host, new VolumeInfoVerb(), cancellationToken);
            if (reply is not VdsReply<IReadOnlyList<VolumeDescription>>.Answered answered) continue;
            return new(host, answered.Value.FirstOrDefault(volume =>
                change.ActionType == ActionType.CreateGlusterVolume ? volume.Name == change.VolumeName : volume.Id == change.VolumeId));
        }

        return null;
    }

    /// <summary>Ends a change; false when it was ended or taken over by somebody else.</summary>
    /// <param name="db">The database, its transaction open.</param>
    /// <param name="change">The change.</param>
    /// <param name="end">Its status and what is said of it.</param>
    /// <param name="seen">The volume as it is now; null when nobody told.</param>
    /// <param name="cluster">Name of its cluster.</param>
    public static async Task<bool> EndAsync(EngineDb db, VolumeChange change, (JobExecutionStatus Status, string Description) end, SeenVolume? seen, string cluster)
    {
        if (!await db.EndVolumeChangeAsync((change.StepId, change.LeaseGeneration), end.Status, end.Description, CancellationToken.None)) return false;
        if (seen is not null) await StoreAsync(db, change, seen.Description, cluster);
        return true;
    }

    /// <summary>Brings the inventory to what was seen, so that it is no news there later.</summary>
    private static async Task StoreAsync(EngineDb db, VolumeChange change, VolumeDescription? described, string cluster)
    {
        var id = described?.Id ?? change.VolumeId;
        if (described is null)
        {
            await db.Volumes.Where(v => v.Id == id).ExecuteDeleteAsync(CancellationToken.None);
            return;
        }

        var known = await db.Volumes.Include(static v => v.Bricks).Include(static v => v.Options).AsSplitQuery().Where(v => v.Id == id).ToListAsync(CancellationToken.None);
        var (added, _) = new InventoryComparer(cluster).Compare(change.ClusterId, known, [described]);
        db.AddRange(added);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>What all events about a change have in common.</summary>
    public static EventDraft About(VolumeChange change, SeenVolume? seen, string correlationId, Guid? userId) => new(default, default, "")
    {
        ClusterId = change.ClusterId,
        VolumeId = seen?.Description?.Id ?? change.VolumeId,
        JobId = change.JobId,
        UserId = userId,
        CorrelationId = correlationId,
    };
}
