using GlusterEngine.Data;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Inventory;

/// <summary>
/// Volumes and peers that the engine's own commands touch, so that their work is not taken for that of the CLI. It is read when a look begins and when
/// it is applied: the result of a command may be committed in between, under a time from before the look.
/// </summary>
/// <param name="Changing">A command is asking something of gluster, or has since the look began: what was read may be from before or after. The next look tells.</param>
/// <param name="Throttled">A task has a throttle of its own, which the engine sets before and takes back after it.</param>
internal sealed record TouchedByCommands(IReadOnlySet<Guid> Changing, IReadOnlySet<Guid> Throttled)
{
    /// <summary>Names of volumes that are being created, whose ids gluster gives.</summary>
    public IReadOnlySet<string> Created { get; private init; } = new HashSet<string>();

    /// <summary>Peers that are taken into the pool or let go.</summary>
    public IReadOnlySet<Guid> Peers { get; private init; } = new HashSet<Guid>();

    /// <summary>What is touched in either.</summary>
    public TouchedByCommands And(TouchedByCommands other) => new(Both(Changing, other.Changing), Both(Throttled, other.Throttled))
    {
        Created = Both(Created, other.Created),
        Peers = Both(Peers, other.Peers),
    };

    /// <param name="db">The database.</param>
    /// <param name="clusterId">Cluster of the volumes.</param>
    /// <param name="began">Database time before gluster was asked.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<TouchedByCommands> LoadAsync(EngineDb db, Guid clusterId, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var found = await (from task in db.StepTasks
                           join step in db.Steps on task.StepId equals step.Id
                           where task.ClusterId == clusterId
                           // An intent without definite answer has no deadline any more, and may have happened all the same.
                           let isChanging = (task.Intent != null && step.EndTime == null) || task.IntentDeadline >= began || step.StartTime >= began || step.EndTime >= began
                           where isChanging || task.Throttle != null
                           select new { task.VolumeId, isChanging, IsThrottled = task.Throttle != null }).ToListAsync(cancellationToken);
        var changed = await (from change in db.VolumeChanges
                             join step in db.Steps on change.StepId equals step.Id
                             where change.ClusterId == clusterId && (change.Deadline != null || step.StartTime >= began || step.EndTime >= began)
                             select new { change.VolumeId, change.VolumeName, change.ActionType }).ToListAsync(cancellationToken);
        var written = await db.Volumes.Where(v => v.ClusterId == clusterId && v.OptionsWrittenAt >= began).Select(static v => v.Id).ToListAsync(cancellationToken);
        var peers = await (from change in db.HostChanges
                           join step in db.Steps on change.StepId equals step.Id
                           where change.ClusterId == clusterId && change.PeerUuid != null && (change.Deadline != null || step.EndTime >= began)
                           select change.PeerUuid!.Value).ToListAsync(cancellationToken);
        return new(
            found.Where(static task => task.isChanging).Select(static task => task.VolumeId).Concat(changed.Select(static change => change.VolumeId)).Concat(written).ToHashSet(),
            found.Where(static task => task.IsThrottled).Select(static task => task.VolumeId).ToHashSet())
        {
            Created = changed.Where(static change => change.ActionType == ActionType.CreateGlusterVolume).Select(static change => change.VolumeName).ToHashSet(StringComparer.Ordinal),
            Peers = peers.ToHashSet(),
        };
    }

    private static HashSet<T> Both<T>(IReadOnlySet<T> one, IReadOnlySet<T> other) => [.. one, .. other];
}
