using GlusterEngine.Data;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Tasks;

/// <summary>What the engine has written down of a cluster's tasks, loaded in a fixed number of queries.</summary>
/// <param name="ClusterName">Name of the cluster.</param>
/// <param name="Hosts">Hosts that are up, with since when.</param>
/// <param name="Volumes">All volumes.</param>
/// <param name="Open">All open tasks.</param>
/// <param name="Now">Database time of the load.</param>
public sealed record ClusterTasks(
    string ClusterName,
    IReadOnlyList<(VdsHost Host, DateTimeOffset UpSince)> Hosts,
    IReadOnlyList<ClusterVolume> Volumes,
    IReadOnlyList<OpenTask> Open,
    DateTimeOffset Now)
{
    /// <summary>Names of the pool's peers.</summary>
    public IReadOnlyDictionary<Guid, string> PeerNames { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Whether a host is away that may be up, and tell, in a moment; one in maintenance is not asked.</summary>
    public bool AwaitsHosts { get; init; }

    /// <summary>All hosts with their states, for texts.</summary>
    public string HostStates { get; init; } = "";

    /// <summary>The last look for ghosts; null before the first.</summary>
    public DateTimeOffset? GhostLookAt { get; init; }

    /// <summary>From when on another is wanted; null when nobody asked.</summary>
    public DateTimeOffset? GhostLookWantedAt { get; init; }

    /// <summary>The question for the list of tasks hangs; null when it was answered last time.</summary>
    public TaskListHang? ListHang { get; init; }

    /// <summary>Null when there is no such cluster.</summary>
    public static async Task<ClusterTasks?> LoadAsync(EngineDb db, Guid clusterId, CancellationToken cancellationToken)
    {
        var cluster = await db.Clusters.AsNoTracking().SingleOrDefaultAsync(c => c.Id == clusterId, cancellationToken);
        if (cluster is null) return null;
        var hosts = await db.HostsOf(clusterId).ToListAsync(cancellationToken);
        var volumes = await db.Volumes.Where(v => v.ClusterId == clusterId)
            .Select(v => new
            {
                v.Id,
                v.Name,
                v.TaskId,
                v.TasksObserved,
                v.ReplicaCount,
                v.DisperseCount,
                v.RedundancyCount,
                MoveOnWanted = db.VolumeLeases.Any(l => l.VolumeId == v.Id && l.MoveOnWanted),
            }).ToListAsync(cancellationToken);
        var sets = volumes.ToDictionary(static volume => volume.Id, static volume => Math.Max(1, volume.DisperseCount > 0 ? volume.DisperseCount : volume.ReplicaCount));
        var bricks = await (from brick in db.Bricks
                            join volume in db.Volumes on brick.VolumeId equals volume.Id
                            where volume.ClusterId == clusterId
                            select new
                            {
                                brick.VolumeId,
                                brick.ServerName,
                                brick.BrickDir,
                                brick.PeerUuid,
                                brick.BrickOrder,
                                brick.IsArbiter,
                                brick.Status,
                                brick.Device,
                                brick.TotalBytes,
                                brick.FreeBytes,
                                brick.TotalInodes,
                                brick.FreeInodes,
                            }).ToListAsync(cancellationToken);
        var fills = BrickFill.MarkShared([.. bricks.Where(brick => sets.ContainsKey(brick.VolumeId)).Select(brick =>
            new BrickFill(new(brick.ServerName, brick.BrickDir), brick.PeerUuid, (brick.VolumeId, brick.BrickOrder / sets[brick.VolumeId]), brick.IsArbiter)
            {
                FileSystem = FileSystemFigures.Of(brick.Device, brick.TotalBytes, brick.FreeBytes, brick.TotalInodes, brick.FreeInodes),
            })]).ToLookup(static fill => fill.Set.Volume);
        var down = bricks.Where(static brick => brick.Status == GlusterBrickStatus.Down).ToLookup(static brick => brick.VolumeId, static brick => new BrickAddress(brick.ServerName, brick.BrickDir));
        var ghosts = (await (from ghost in db.TaskGhosts
                             join volume in db.Volumes on ghost.VolumeId equals volume.Id
                             where volume.ClusterId == clusterId
                             select new { ghost.VolumeId, ghost.TaskId }).ToListAsync(cancellationToken)).ToLookup(static ghost => ghost.VolumeId, static ghost => ghost.TaskId);
        var open = await db.GetOpenTasksAsync(clusterId, volumeId: null, cancellationToken);
        var now = await db.NowAsync(cancellationToken);
        return new(
            cluster.Name,
            // Since a moment that is still to come: since before the clock was set back.
            [.. hosts.Up().Select(host => (VdsHost.Of(host), host.StatusSince > now ? DateTimeOffset.MinValue : host.StatusSince))],
            [
                .. volumes.Select(v => new ClusterVolume(v.Id, v.Name, v.TaskId, v.TasksObserved, [.. fills[v.Id].Select(static fill => (fill.Address, fill.Peer))])
                {
                    Fills = [.. fills[v.Id]],
                    Ghosts = ghosts[v.Id].ToHashSet(),
                    DownBricks = down[v.Id].ToHashSet(),
                    MoveOnWanted = v.MoveOnWanted,
                    DataBricks = v.DisperseCount > 0 ? v.DisperseCount - v.RedundancyCount : 1,
                }),
            ],
            open,
            now)
        {
            AwaitsHosts = hosts.Exists(static host => host.Status is not (HostStatus.Up or HostStatus.Maintenance)),
            HostStates = HostWords.States(hosts),
            GhostLookAt = cluster.GhostLookAt,
            GhostLookWantedAt = cluster.GhostLookWantedAt,
            ListHang = cluster is { TaskListHungSince: { } since, TaskListHungAt: { } last } ? new(since, last) : null,
            PeerNames = await db.GlusterServers.Where(s => s.ClusterId == clusterId).ToDictionaryAsync(static s => s.PeerUuid, static s => s.Hostname, cancellationToken),
        };
    }
}
