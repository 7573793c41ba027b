using GlusterEngine.Data;
using GlusterEngine.Data.Tasks;
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
        var volume = await db.Volumes.AsNoTracking().Include(static v => v.Bricks).Include(static v => v.Options).AsSplitQuery()
            .SingleOrDefaultAsync(v => v.Id == parameters.VolumeId && v.ClusterId == parameters.ClusterId, cancellationToken);
        if (volume is null) return null;
        var cluster = await db.Clusters.AsNoTracking().Where(c => c.Id == parameters.ClusterId)
            .Select(c => new { c.Name, Hosts = db.HostsOf(parameters.ClusterId).ToList() }).SingleAsync(cancellationToken);
        var hosts = cluster.Hosts.Up().ToList();
        var open = holder is null ? null : (await db.GetOpenTasksAsync(parameters.ClusterId, parameters.VolumeId, cancellationToken))
            .SingleOrDefault(task => task.StepId == holder.StepId);
        return new(volume, cluster.Name, [.. hosts.Select(VdsHost.Of)], open)
        {
            HostByPeer = hosts.Where(static host => host.PeerUuid is not null).ToDictionary(static host => host.PeerUuid!.Value, VdsHost.Of),
            AwayByPeer = cluster.Hosts.Except(hosts).Where(static host => host.PeerUuid is not null).ToDictionary(static host => host.PeerUuid!.Value, static host => host.Name),
            SharedFileSystems = await SharedFileSystemsAsync(db, parameters.ClusterId, cancellationToken),
            Ghosts = await GhostsAsync(db, parameters.VolumeId, cancellationToken),
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

    private static async Task<IReadOnlyList<(string Host, Guid TaskId)>> GhostsAsync(EngineDb db, Guid volumeId, CancellationToken cancellationToken)
    {
        var ghosts = await (from ghost in db.TaskGhosts
                            join host in db.Hosts on ghost.HostId equals host.Id
                            where ghost.VolumeId == volumeId
                            orderby host.Name
                            select new { host.Name, ghost.TaskId }).ToListAsync(cancellationToken);
        return [.. ghosts.Select(static ghost => (ghost.Name, ghost.TaskId))];
    }

    private static async Task<IReadOnlySet<(Guid Peer, string Device)>> SharedFileSystemsAsync(EngineDb db, Guid clusterId, CancellationToken cancellationToken)
    {
        var shared = await (from brick in db.Bricks
                            join volume in db.Volumes on brick.VolumeId equals volume.Id
                            where volume.ClusterId == clusterId && brick.Device != null
                            group brick by new { brick.PeerUuid, brick.Device } into bricks
                            where bricks.Count() > 1
                            select bricks.Key).ToListAsync(cancellationToken);
        return shared.Select(static key => (key.PeerUuid, key.Device!)).ToHashSet();
    }
}
