using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
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
            var lease = await db.VolumeLeases.AsNoTracking().SingleOrDefaultAsync(l => l.VolumeId == volume.Id && l.MoveOnWanted, cancellationToken);
            if (lease is null) continue;
            if (lease.StepId is { } holder)
            {
                await MoveOnUnderAsync(db, host, volume, (holder, lease.Generation), cancellationToken);
                continue;
            }

            var reply = await move.RunAsync(host, (volume.Id, volume.Name), (lease.Generation, [lease.Stamp, .. lease.StampsTried]), cancellationToken);
            if (reply is VdsReply<long?>.Answered done) await db.EndMoveOnAsync(volume.Id, lease.Generation, done.Value, cancellationToken);
        }
    }

    /// <summary>
    /// The same where a task was adopted before that was done: it may run for weeks without a word of this engine's, and what was on its way to a host would stay
    /// possible as long. Not while a command is about to say one, which moves the generation on itself.
    /// </summary>
    private async Task MoveOnUnderAsync(EngineDb db, VdsHost host, ClusterVolume volume, (Guid StepId, long Generation) holder, CancellationToken cancellationToken)
    {
        long[]? expected;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            if ((await db.FenceTasksAsync([holder], cancellationToken)).Count == 0) return;
            if (!await db.StepTasks.AnyAsync(t => t.StepId == holder.StepId && t.Intent == null, cancellationToken)) return;
            expected = await db.BeginStampAsync(holder.StepId, holder.Generation, cancellationToken);
            if (expected is null) return;
            await transaction.CommitAsync(cancellationToken);
        }

        var reply = await move.RunAsync(host, (volume.Id, volume.Name), (holder.Generation, expected), cancellationToken);
        // Gluster may have been changed, or be about to: what was tried counts as expected from now on.
        if (reply is VdsReply<long?>.Unknown) return;
        await using var ending = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if ((await db.FenceTasksAsync([holder], CancellationToken.None)).Count == 0) return;
        await db.EndStampAsync(holder.StepId, holder.Generation, reply is VdsReply<long?>.Answered done ? done.Value : null, CancellationToken.None);
        // Another engine was there, behind whose word nothing older happens either.
        if (reply is VdsReply<long?>.Answered { Value: null })
            await db.VolumeLeases.Where(l => l.VolumeId == volume.Id).ExecuteUpdateAsync(static set => set.SetProperty(static l => l.MoveOnWanted, false), CancellationToken.None);
        await ending.CommitAsync(CancellationToken.None);
    }
}
