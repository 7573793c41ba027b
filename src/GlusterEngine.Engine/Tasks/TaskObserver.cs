using System.Collections.Concurrent;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Looks at the tasks of a cluster through one of its hosts, or the next when that one fails. Asks as little as possible, because each status
/// call locks the volume it is about: one list for all volumes, a volume alone only when its open task is missing there, counters only of
/// running tasks, one call at a time per volume.
/// </summary>
public sealed class TaskObserver(IVdsClient vds, PeerConnections peers, VolumeGate gate, IOptions<TasksOptions> options, ILogger<TaskObserver> logger)
{
    /// <summary>One look.</summary>
    public async Task<TaskLook> ObserveAsync(ClusterTasks known, CancellationToken cancellationToken)
    {
        if (!await MayListAsync(known, cancellationToken)) return new(View: null, Rests: true);
        var (list, hung) = await ListAsync(known, cancellationToken);
        if (list is not var (host, upSince, listed)) return new(View: null, hung);
        var ghosts = known.Volumes.SelectMany(static volume => volume.Ghosts).ToHashSet();
        var tasks = listed.ToDictionary(static volume => volume.Volume, volume => TaskOf(volume, ghosts), StringComparer.Ordinal);
        var hungAlone = await AskAloneAsync(known, host, (tasks, ghosts), cancellationToken);
        await AskOthersAsync(known, (tasks, ghosts), cancellationToken);
        var views = await WithNodesAsync(known, host, tasks, cancellationToken);
        var complete = await WithHistoryAsync(known, await WithBricksAsync(known, host, views, cancellationToken), cancellationToken);
        var (isEvidence, away) = await IsEvidenceAsync(known, (host, upSince), tasks, isPartly: views.Values.Any(static view => view.Partly is not null), cancellationToken);
        return new(new(host.Name, isEvidence, complete) { PeerNames = known.PeerNames, PeersAway = away }, hungAlone);
    }

    private async Task<bool> MayListAsync(ClusterTasks known, CancellationToken cancellationToken) => known.ListHang is not { } hang || known.Hosts.Count == 0
        || hang.IsOver(known.Now, options.Value.QuietAfterHang, known.Hosts.Select(static host => host.UpSince))
        || (hang.IsOverWhereAllLive(known.Now) && await peers.AllAnswerAsync([.. known.Hosts.Select(static host => host.Host)], cancellationToken));

    private async Task<((VdsHost Host, DateTimeOffset UpSince, IReadOnlyList<VolumeTasks> Listed)? List, bool Hung)> ListAsync(
        ClusterTasks known, CancellationToken cancellationToken)
    {
        var hangs = 0;
        // A host that has just come up may show a ghost, or nothing yet; it is asked only when there is no other.
        foreach (var (host, upSince) in known.Hosts.OrderBy(host => known.Now - host.UpSince < options.Value.FreshHost))
        {
            var reply = await vds.CallAsync(host, new TaskListVerb(), cancellationToken);
            if (reply is VdsReply<IReadOnlyList<VolumeTasks>>.Answered answered) return ((host, upSince, answered.Value), Hung: false);
            Log.HostDidNotList(logger, host.Name, known.ClusterName, reply.ToString());
            if (reply is VdsReply<IReadOnlyList<VolumeTasks>>.Unknown && ++hangs == TaskListHang.MostHosts) break;
        }

        return (null, TaskListHang.IsShownBy(hangs, answers: 0));
    }

    /// <summary>The list leaves out a volume that somebody locks at that moment, without a word. One with an open task is asked for alone. Whether such a question hung.</summary>
    private async Task<bool> AskAloneAsync(
        ClusterTasks known, VdsHost host, (Dictionary<string, GlusterTask?> Tasks, IReadOnlySet<Guid> Ghosts) seen, CancellationToken cancellationToken)
    {
        foreach (var task in known.Open.Where(task => !seen.Tasks.ContainsKey(task.VolumeName) && !(task.State.QuietUntil > known.Now) && !task.InFlight))
        {
            using var turn = await gate.TryEnterAsync(task.VolumeId, cancellationToken);
            if (turn is null) continue;
            var reply = await vds.CallAsync(host, new TaskListVerb(task.VolumeName), cancellationToken);
            if (reply is VdsReply<IReadOnlyList<VolumeTasks>>.Answered { Value: [var volume, ..] }) seen.Tasks[task.VolumeName] = TaskOf(volume, seen.Ghosts);
            if (reply is VdsReply<IReadOnlyList<VolumeTasks>>.Unknown) return true;
        }

        return false;
    }

    /// <summary>A rebalance that the first host does not list may be one that began while that host was away.</summary>
    private async Task AskOthersAsync(ClusterTasks known, (Dictionary<string, GlusterTask?> Tasks, IReadOnlySet<Guid> Ghosts) seen, CancellationToken cancellationToken)
    {
        foreach (var task in known.Open.Where(task => task is { InFlight: false, TaskType: GlusterTaskType.Rebalance, State.ExternalId: not null }))
        {
            if (!seen.Tasks.TryGetValue(task.VolumeName, out var listed) || listed is not null || seen.Ghosts.Contains(task.State.ExternalId!.Value)) continue;
            var (lists, isWhole) = await AskAllAsync(known, task.VolumeName, task.State.ExternalId.Value, cancellationToken);
            if (PartlyKnownTask.Of(lists, isWhole) is { } partly) seen.Tasks[task.VolumeName] = partly.Part;
            else if (PartlyKnownTask.IsUndecided(lists, known.AwaitsHosts || lists.Count < known.Hosts.Count)) seen.Tasks.Remove(task.VolumeName);
        }
    }

    /// <summary>What each host lists of a task, and whether those are all of the pool.</summary>
    private async Task<(IReadOnlyList<(string Host, GlusterTask? Task)> Lists, bool IsWhole)> AskAllAsync(
        ClusterTasks known, string volume, Guid taskId, CancellationToken cancellationToken)
    {
        var lists = new List<(string Host, GlusterTask? Task)>();
        foreach (var (host, _) in known.Hosts)
        {
            var reply = await vds.CallAsync(host, new TaskListVerb(volume), cancellationToken);
            if (reply is VdsReply<IReadOnlyList<VolumeTasks>>.Answered { Value: [var listed, ..] }) lists.Add((host.Name, listed.Tasks.FirstOrDefault(task => task.Id == taskId)));
            // It keeps the volume locked for a while, so the others hang too.
            if (reply is VdsReply<IReadOnlyList<VolumeTasks>>.Unknown) break;
        }

        return (lists, lists.Count >= known.PeerNames.Count);
    }

    private static GlusterTask? TaskOf(VolumeTasks volume, IReadOnlySet<Guid> ghosts) => volume.Tasks.FirstOrDefault(task => !ghosts.Contains(task.Id));

    private async Task<IReadOnlyDictionary<string, VolumeTaskView>> WithNodesAsync(
        ClusterTasks known, VdsHost host, Dictionary<string, GlusterTask?> tasks, CancellationToken cancellationToken)
    {
        var open = known.Open.ToDictionary(static task => task.VolumeId);
        var views = new ConcurrentDictionary<string, VolumeTaskView>(
            tasks.Select(static pair => KeyValuePair.Create(pair.Key, new VolumeTaskView(pair.Value))), StringComparer.Ordinal);
        var running = known.Volumes.Where(volume =>
            tasks.GetValueOrDefault(volume.Name) is { } task && TaskReconciler.NeedsNodes(task, open.GetValueOrDefault(volume.Id), volume)
            && open.GetValueOrDefault(volume.Id) is not { InFlight: true }
            && QuietRule.MayAsk(open.GetValueOrDefault(volume.Id)?.State, known.Now, options.Value.QuietAfterHang));
        await Parallel.ForEachAsync(
            running,
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.StatusParallelism, CancellationToken = cancellationToken },
            async (volume, token) => views[volume.Name] = await WithNodesAsync(known, host, (volume, tasks[volume.Name]!), token));
        return views;
    }

    private async Task<VolumeTaskView> WithNodesAsync(ClusterTasks known, VdsHost host, (ClusterVolume Volume, GlusterTask Task) of, CancellationToken cancellationToken)
    {
        var (volume, task) = of;
        using var turn = await gate.TryEnterAsync(volume.Id, cancellationToken);
        if (turn is null) return new(task);
        VdsVerb<TaskReport> verb = task.Type == GlusterTaskType.RemoveBrick
            ? new RemoveBrickStatusVerb(volume.Name, task.Bricks)
            : new RebalanceStatusVerb(volume.Name);
        var reply = await vds.CallAsync(host, verb, cancellationToken);
        switch (reply)
        {
            case VdsReply<TaskReport>.Answered answered when answered.Value.TaskId is null || answered.Value.TaskId == task.Id:
                return new(task, TaskNodes.Of(answered.Value));
            case VdsReply<TaskReport>.Unknown:
                Log.StatusHung(logger, volume.Name, host.Name, reply.ToString());
                return new(task, StatusHung: true);
            case VdsReply<TaskReport>.Refused { Error.Meaning: GlusterErrorMeaning.TaskNotFound } when task.Type == GlusterTaskType.Rebalance && known.Hosts.Count >= known.PeerNames.Count:
                Log.StatusFailed(logger, volume.Name, host.Name, reply.ToString());
                var (lists, isWhole) = await AskAllAsync(known, volume.Name, task.Id, cancellationToken);
                return new(task) { Partly = PartlyKnownTask.Of(lists, isWhole) };
            default:
                Log.StatusFailed(logger, volume.Name, host.Name, reply.ToString());
                return new(task);
        }
    }

    /// <summary>Where a migration is missing, whether its bricks are still in the volume tells how it ended.</summary>
    private async Task<IReadOnlyDictionary<string, VolumeTaskView>> WithBricksAsync(
        ClusterTasks known, VdsHost host, IReadOnlyDictionary<string, VolumeTaskView> views, CancellationToken cancellationToken)
    {
        var complete = new Dictionary<string, VolumeTaskView>(views, StringComparer.Ordinal);
        foreach (var task in known.Open.Where(static task => task.TaskType == GlusterTaskType.RemoveBrick && !task.InFlight))
        {
            if (!complete.TryGetValue(task.VolumeName, out var view) || (view.Task is not null && view.Task.Id == task.State.ExternalId)) continue;
            var reply = await vds.CallAsync(host, new VolumeInfoVerb(task.VolumeName), cancellationToken);
            if (reply is VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [var volume, ..] })
                complete[task.VolumeName] = view with { Bricks = volume.Bricks.Select(static brick => brick.Address).ToHashSet() };
        }

        return complete;
    }

    /// <summary>Where a task was missing before and is so again, what the hosts have written down may tell who ended it.</summary>
    private async Task<IReadOnlyDictionary<string, VolumeTaskView>> WithHistoryAsync(
        ClusterTasks known, IReadOnlyDictionary<string, VolumeTaskView> views, CancellationToken cancellationToken)
    {
        var complete = new Dictionary<string, VolumeTaskView>(views, StringComparer.Ordinal);
        foreach (var task in known.Open.Where(static task => task is { InFlight: false, State: { MissingViews: > 0, ExternalId: not null } }))
        {
            if (!complete.TryGetValue(task.VolumeName, out var view) || view.Task?.Id == task.State.ExternalId) continue;
            var records = new List<HostRecord>();
            foreach (var (host, _) in known.Hosts)
                records.AddRange((await vds.ReadHistoryAsync(host, task.VolumeName, cancellationToken)).Select(command => new HostRecord(host.Name, command)));
            complete[task.VolumeName] = view with { History = records };
        }

        return complete;
    }

    /// <summary>Only asked when something is missing, which is rare.</summary>
    private async Task<(bool IsEvidence, IReadOnlyList<string> Away)> IsEvidenceAsync(
        ClusterTasks known, (VdsHost Host, DateTimeOffset UpSince) asked, Dictionary<string, GlusterTask?> tasks, bool isPartly, CancellationToken cancellationToken)
    {
        var (host, upSince) = asked;
        var missing = isPartly || known.Open.Any(task => !task.InFlight && (task.State.Intent is not null
            || (tasks.TryGetValue(task.VolumeName, out var listed) && listed?.Id != task.State.ExternalId)));
        if (!missing || known.Now - upSince < options.Value.FreshHost) return (false, []);
        var reply = await vds.CallAsync(host, new PeerListVerb(), cancellationToken);
        if (reply is not VdsReply<IReadOnlyList<PeerDescription>>.Answered answered) return (false, []);
        var away = answered.Value.Where(static peer => !peer.IsConnected).Select(static peer => peer.Hostname).Order(StringComparer.Ordinal).ToList();
        return (away.Count == 0, away);
    }
}
