using GlusterEngine.Data;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Data.Volumes;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Commands;

/// <summary>Reads what commands on volumes are validated against, in their transaction.</summary>
internal static class SnapshotReader
{
    /// <summary>The snapshot; null when the cluster has no such volume.</summary>
    /// <param name="db">The database.</param>
    /// <param name="parameters">Of which volume.</param>
    /// <param name="holder">Who holds its lease; null when nobody did.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<VolumeSnapshot?> ReadAsync(EngineDb db, GlusterVolumeParameters parameters, LeaseHolder? holder, CancellationToken cancellationToken)
    {
        if (await db.GetVolumeSnapshotAsync(parameters.ClusterId, parameters.VolumeId, cancellationToken) is not { } known) return null;
        var hosts = known.Hosts.Up().ToList();
        var open = holder is null ? null : (await db.GetOpenTasksAsync(parameters.ClusterId, parameters.VolumeId, cancellationToken))
            .SingleOrDefault(task => task.StepId == holder.StepId);
        return new(known.Volume, known.ClusterName, [.. hosts.Select(VdsHost.Of)], open)
        {
            HostByPeer = hosts.Where(static host => host.PeerUuid is not null).ToDictionary(static host => host.PeerUuid!.Value, VdsHost.Of),
            AwayByPeer = known.Hosts.Except(hosts).Where(static host => host.PeerUuid is not null).ToDictionary(static host => host.PeerUuid!.Value, static host => host.Name),
            ReadAt = known.Now,
            LastEnd = known.LastEnded is { } last ? (last.Status, known.Now - last.EndTime) : null,
            SharedFileSystems = known.SharedFileSystems.Select(static shared => (shared.PeerUuid, shared.Device)).ToHashSet(),
            Ghosts = [.. known.Ghosts.Select(static ghost => (ghost.Host, ghost.TaskId))],
        };
    }

    /// <summary>Bricks of all volumes of a cluster, with the volume's name.</summary>
    public static async Task<IReadOnlyDictionary<BrickAddress, string>> UsedBricksAsync(EngineDb db, Guid clusterId, CancellationToken cancellationToken)
    {
        var used = await (from brick in db.Bricks
                          join volume in db.Volumes on brick.VolumeId equals volume.Id
                          where volume.ClusterId == clusterId
                          select new { brick.ServerName, brick.BrickDir, volume.Name }).ToListAsync(cancellationToken);
        return used.DistinctBy(static brick => (brick.ServerName, brick.BrickDir)).ToDictionary(static brick => new BrickAddress(brick.ServerName, brick.BrickDir), static brick => brick.Name);
    }
}
