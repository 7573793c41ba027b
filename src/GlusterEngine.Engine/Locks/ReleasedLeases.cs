using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Locks;

/// <summary>
/// Moves the generation on in gluster of leases that were released by an administrator, or became free while an answer was still missing: a look may find what was
/// asked for without it having arrived, since somebody else did the same. So what was on its way to a host does not happen late. The wish is in the lease's row, so it outlives the engine that had it, and is tried again with every look
/// until a host takes it or the next holder has moved the generation on.
/// </summary>
public sealed class ReleasedLeases(PeerConnections peers, GenerationMove move)
{
    public async Task MoveOnAsync(EngineDb db, ClusterTasks known, CancellationToken cancellationToken)
    {
        // What was loaded tells whether there may be anything at all, without a query of its own.
        var volumes = known.Volumes.Where(static volume => volume.MoveOnWanted).ToList();
        if (volumes.Count == 0) return;
        var (host, _) = await peers.FindAsync([.. known.Hosts.Select(static known => known.Host)], cancellationToken);
        if (host is null) return;
        foreach (var volume in volumes)
        {
            var lease = await db.VolumeLeases.AsNoTracking().SingleOrDefaultAsync(l => l.VolumeId == volume.Id && l.MoveOnWanted && l.StepId == null, cancellationToken);
            if (lease is null) continue;
            var reply = await move.RunAsync(host, (volume.Id, volume.Name), (lease.Generation, [lease.Stamp, .. lease.StampsTried]), cancellationToken);
            if (reply is VdsReply<long?>.Answered done) await db.EndMoveOnAsync(volume.Id, lease.Generation, done.Value, cancellationToken);
        }
    }
}
