using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>
/// Asks the hosts of a cluster in turn which tasks they show, and keeps what only some of them do. What differs is asked a second time, because a
/// task may begin or end between two questions. A peer that is away makes every difference doubtful, so nothing is looked at then.
/// </summary>
public sealed class GhostFinder(
    IDbContextFactory<EngineDb> databases, IVdsClient vds, PeerConnections peers, VolumeGate gate, IOptions<TasksOptions> options, ILogger<GhostFinder> logger)
{
    // While there are ghosts, or when a host did not answer in time, the look is repeated.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>Whether a look is due, or what a host showed differs from what the engine knows.</summary>
    internal bool IsDue(ClusterTasks known, ClusterTaskView view) => GhostRule.Differ(known, view)
        || GhostRule.IsDue([.. known.Hosts.Select(static host => host.UpSince)], known.GhostLookAt, known.GhostLookWantedAt, known.Now, options.Value.FreshHost);

    /// <summary>Looks now. Why that was not possible, or not everywhere; null when it was.</summary>
    public async Task<string?> LookAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // While the list hangs a look at all hosts would only lock more volumes.
        if (await ClusterTasks.LoadAsync(db, clusterId, cancellationToken) is not { ListHang: null } known)
            return "the question for the cluster's tasks hangs at this time, because a node or its glusterd is frozen";
        await db.Database.CloseConnectionAsync();
        IReadOnlyList<VdsHost> hosts = [.. known.Hosts.Where(host => known.Now - host.UpSince >= options.Value.FreshHost).Select(static host => host.Host)];
        if (hosts.Count < 2) return $"it takes two hosts that have been up for {options.Value.FreshHost.TotalSeconds:0} s";
        var (_, problem) = await peers.FindAsync(hosts, cancellationToken);
        if (problem is not null)
        {
            Log.NotLooked(logger, known.ClusterName, problem);
            return $"only while all peers are connected it shows what a ghost is, and {problem}";
        }

        var (lists, hung) = await ListAsync(hosts, volume: null, cancellationToken);
        var (ghosts, hungAlone, isWhole) = hung ? ([], false, false) : await ConfirmAsync(known, hosts, GhostRule.Find(lists, Followed(known)), cancellationToken);
        if (hung || hungAlone) await db.NoteTaskListAsync(clusterId, hung: true, cancellationToken);
        var isComplete = lists.Count == hosts.Count && isWhole;
        await StoreAsync(db, clusterId, known, (lists, ghosts, isComplete), cancellationToken);
        return isComplete ? null : "not all hosts answered in time, or a command has the volume at this moment";
    }

    private async Task<(IReadOnlyList<FoundGhost> Ghosts, bool Hung, bool IsWhole)> ConfirmAsync(
        ClusterTasks known, IReadOnlyList<VdsHost> hosts, IReadOnlyList<FoundGhost> suspects, CancellationToken cancellationToken)
    {
        var (confirmed, isWhole) = (new List<FoundGhost>(), true);
        foreach (var volume in suspects.Select(static ghost => ghost.Volume).Distinct(StringComparer.Ordinal))
        {
            var row = known.Volumes.FirstOrDefault(row => row.Name == volume);
            using var turn = row is null ? null : await gate.TryEnterAsync(row.Id, cancellationToken);
            if (row is not null && turn is null)
            {
                // Who has it may wait for a host that went silent, and the looks at the whole cluster would wait with him.
                isWhole = false;
                continue;
            }

            var (lists, hung) = await ListAsync(hosts, volume, cancellationToken);
            if (hung) return (confirmed, hung, IsWhole: false);
            confirmed.AddRange(GhostRule.Find(lists, Followed(known)).Intersect(suspects));
        }

        return (confirmed, Hung: false, isWhole);
    }

    private async Task<(IReadOnlyList<HostTaskList> Lists, bool Hung)> ListAsync(
        IReadOnlyList<VdsHost> hosts, string? volume, CancellationToken cancellationToken)
    {
        var lists = new List<HostTaskList>();
        var hangs = 0;
        foreach (var host in hosts)
        {
            var reply = await vds.CallAsync(host, new TaskListVerb(volume), cancellationToken);
            if (reply is VdsReply<IReadOnlyList<VolumeTasks>>.Answered answered) lists.Add(HostTaskList.Of(host, answered.Value));
            else if (reply is VdsReply<IReadOnlyList<VolumeTasks>>.Unknown && ++hangs == TaskListHang.MostHosts) break;
        }

        return (lists, TaskListHang.IsShownBy(hangs, lists.Count));
    }

    private static async Task StoreAsync(
        EngineDb db, Guid clusterId, ClusterTasks known, (IReadOnlyList<HostTaskList> Lists, IReadOnlyList<FoundGhost> Ghosts, bool IsComplete) seen, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.BeginGhostWriteAsync(clusterId, known.Now, cancellationToken)) return;
        var volumes = known.Volumes.ToDictionary(static volume => volume.Id);
        var rows = await db.TaskGhosts.AsNoTracking().Where(ghost => volumes.Keys.Contains(ghost.VolumeId)).ToListAsync(cancellationToken);
        var gone = rows.Where(row => IsRefuted(row, volumes[row.VolumeId].Name, seen)).ToList();
        var ids = known.Volumes.ToDictionary(static volume => volume.Name, static volume => volume.Id, StringComparer.Ordinal);
        var added = seen.Ghosts.Where(ghost => ids.TryGetValue(ghost.Volume, out var id)
            && !rows.Exists(row => row.VolumeId == id && row.HostId == ghost.Host.Id && row.TaskId == ghost.TaskId)).ToList();
        db.RemoveRange(gone);
        db.AddRange(added.Select(ghost => new TaskGhost { VolumeId = ids[ghost.Volume], HostId = ghost.Host.Id, TaskId = ghost.TaskId, TaskType = ghost.TaskType }));
        await db.SaveChangesAsync(cancellationToken);
        if (rows.Count - gone.Count + added.Count > 0 || !seen.IsComplete) await db.WantGhostLookAsync(clusterId, Again, cancellationToken);
        await db.AppendEventsAsync(
            [
                .. added.Select(ghost => Event(clusterId, (ids[ghost.Volume], ghost.Host.Id), (EventCode.GlusterTaskGhostFound, EventSeverity.Alert), GhostText.Found(ghost.Volume, known.ClusterName, ghost))),
                .. gone.Select(row => Event(clusterId, (row.VolumeId, row.HostId), (EventCode.GlusterTaskGhostGone, EventSeverity.Normal),
                    GhostText.Gone(volumes[row.VolumeId].Name, known.ClusterName, row.TaskId, NameOf(seen.Lists, row.HostId)))),
            ],
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether the ghost's own host told of the volume and did not show it, or all hosts show it by now.</summary>
    private static bool IsRefuted(TaskGhost row, string volume, (IReadOnlyList<HostTaskList> Lists, IReadOnlyList<FoundGhost> Ghosts, bool IsComplete) seen)
    {
        if (seen.Lists.FirstOrDefault(list => list.Host.Id == row.HostId) is not { } own || !own.Volumes.ContainsKey(volume)) return false;
        return !own.Shows(volume, row.TaskId) || seen.Lists.All(list => list.Shows(volume, row.TaskId));
    }

    private static string NameOf(IReadOnlyList<HostTaskList> lists, Guid hostId) => lists.First(list => list.Host.Id == hostId).Host.Name;

    private static HashSet<Guid> Followed(ClusterTasks known) => [.. known.Open.Select(static task => task.State.ExternalId).OfType<Guid>()];

    private static EventDraft Event(Guid clusterId, (Guid VolumeId, Guid HostId) where, (EventCode Code, EventSeverity Severity) kind, string text) =>
        new(kind.Code, kind.Severity, text) { ClusterId = clusterId, VolumeId = where.VolumeId, HostId = where.HostId };
}
