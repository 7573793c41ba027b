using GlusterEngine.Data.Events;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Compares what the engine has written down with what gluster shows. Pure and level-based: the same input gives the same output, and
/// applied twice it changes nothing the second time.
/// </summary>
internal sealed class TaskReconciler(TasksOptions options, string clusterName, ClusterTaskView view, DateTimeOffset now)
{
    private readonly TaskHealthRule health = new(options, view.PeerNames, now);
    private readonly TaskEvents events = new(clusterName);
    private readonly TaskAdopter adopter = new(options, clusterName, view, now);

    public Reconciliation Reconcile(IReadOnlyList<OpenTask> open, IReadOnlyList<ClusterVolume> volumes)
    {
        var volumesById = volumes.ToDictionary(static volume => volume.Id);
        var changes = open.Select(task => Change(task, volumesById.GetValueOrDefault(task.VolumeId))).OfType<TaskChange>().ToList();
        var next = changes.ToDictionary(static change => change.Task.StepId, static change => change.Next);
        var states = open.ToLookup(static task => task.VolumeId, task => next.GetValueOrDefault(task.StepId, task.State));
        var followed = states.SelectMany(static volume => volume).Select(static state => state.ExternalId).OfType<Guid>().ToHashSet();
        // What replaced a task on a volume is adopted in the run that ends its step; until then it stays unobserved, so that it is news then.
        var free = volumes.Where(volume => states[volume.Id].All(static state => state.JobStatus is not null)).ToHashSet();
        return new(
            [.. changes.Where(static change => !change.Preempts)],
            [.. changes.Where(static change => change.Preempts).Select(static change => change.Task)],
            [.. free.Select(volume => adopter.Adopt(volume, followed)).OfType<TaskAdoption>()],
            [.. volumes.Select(volume => Observe(volume, free.Contains(volume), followed)).OfType<(Guid, Guid?)>()]);
    }

    /// <summary>Whether the counters of a listed task are needed: while it runs, once more at its end, when it failed after that, and before it is adopted.</summary>
    public static bool NeedsNodes(GlusterTask task, OpenTask? open, ClusterVolume volume)
    {
        if (task.Type == GlusterTaskType.Unknown) return false;
        if (IsRunning(task.Status)) return true;
        if (open is null) return TaskAdopter.IsAdoptable(task, volume);
        return open.State.Status == JobExecutionStatus.Started || (open.State.Status == JobExecutionStatus.Finished && task.Status == GlusterTaskStatus.Failed);
    }

    private TaskChange? Change(OpenTask task, ClusterVolume? volume) => Judge(task, volume) ?? (task is { InFlight: false, State.Health: TaskHealth.HostUnresponsive }
        ? Changed(task, task.State with { Health = null, HealthSince = null, HealthDetail = null }, [], null)
        : NotSeen(task));

    /// <summary>Gluster left the volume out of its answers.</summary>
    private TaskChange? NotSeen(OpenTask task)
    {
        if (task.InFlight || view.Volumes.ContainsKey(task.VolumeName)) return null;
        var next = health.Unseen(task, task.State);
        return Changed(task, next, [], events.OfHealth(task, next));
    }

    private TaskChange? Judge(OpenTask task, ClusterVolume? volume)
    {
        if (volume is null) return End(task, JobExecutionStatus.Aborted, "the volume was deleted", TaskEvents.NotFound(task));
        if (task.InFlight || !view.Volumes.TryGetValue(volume.Name, out var seen)) return null;
        if (task.State.ExternalId is null) return Resolve(task, volume, seen);
        return seen.Task?.Id == task.State.ExternalId ? Follow(task, volume, seen) : Miss(task, seen);
    }

    /// <summary>A forced removal without definite answer: the bricks are gone, or, twice, they are not.</summary>
    private TaskChange? ResolveRemoval(OpenTask task, VolumeTaskView seen)
    {
        if (seen.Bricks is not { } bricks) return null;
        return task.Bricks.All(brick => !bricks.Contains(brick.Address))
            ? End(task, JobExecutionStatus.Finished, "the removal without answer did happen", EventCode.GlusterTaskOutcomeResolved) with { RemovesBricks = true }
            : Refuted(task, () => End(task, JobExecutionStatus.Failed, "the removal without answer did not happen: the bricks are still there", EventCode.GlusterVolumeRemoveBricksFailed));
    }

    /// <summary>A start without definite answer: a task of its kind that was not there before is its own; none, twice, and it never started.</summary>
    private TaskChange? Resolve(OpenTask task, ClusterVolume volume, VolumeTaskView seen)
    {
        if (task.State.Intent == TaskOperation.ForceRemove) return ResolveRemoval(task, seen);
        if (seen.Task is { } found && IsOwn(task, found))
        {
            var linked = task.State with { ExternalId = found.Id, Intent = null, IntentDeadline = null, MissingViews = 0, MissingSince = null };
            var followed = Follow(task with { State = linked }, volume, seen);
            var resolved = events.Of(task, EventCode.GlusterTaskOutcomeResolved, EventSeverity.Normal,
                $"the start without answer did happen: gluster runs it as task {found.Id}");
            return new(task, followed?.Next ?? linked, followed?.Nodes ?? [], followed?.Event ?? resolved);
        }

        return Refuted(task, () => End(
            task, JobExecutionStatus.Failed, "never started: gluster gave no answer to the start and shows no such task", TaskEvents.NotStarted(task)));
    }

    /// <summary>Whether a listed task can be the one whose start was not answered: it is new, of its kind, and about its bricks.</summary>
    private static bool IsOwn(OpenTask task, GlusterTask found) =>
        found.Type == task.TaskType && task.PreviousTaskId != StepTask.NotLooked && found.Id != task.PreviousTaskId && found.Bricks.ToHashSet().SetEquals(task.Bricks.Select(static brick => brick.Address));

    /// <summary>The task is listed: take over counters and state.</summary>
    private TaskChange? Follow(OpenTask task, ClusterVolume volume, VolumeTaskView seen)
    {
        var listed = seen.Task!;
        if (seen.Partly is { IsOver: true } partly)
        {
            return Missing(task, () => End(task, JobExecutionStatus.Failed,
                $"over, though not everywhere: {partly.Parts}; {string.Join(", ", partly.Unheard)} was away when it began and never heard of it. Start it again", EventCode.GlusterVolumeRebalanceFinished));
        }

        var known = listed.Bricks.Count > 0 ? task.State.Work : TaskNodes.On(task.State.Work, volume.Peers, seen.Nodes ?? []);
        var expected = Expected(listed, volume, known);
        var nodes = seen.Nodes is null ? task.Nodes : TaskNodes.Merge(task.Nodes, seen.Nodes);
        var status = seen.Nodes is null ? task.State.Status : TaskNodes.StatusOf(expected, seen.Nodes);
        if (task.State.Intent is not null && JobStatusOf(task.TaskType, status) is null) return DidNotHappen(task, volume, seen);

        var work = seen.Nodes is null ? known : Work(task, known, (listed, volume), seen.Nodes);
        var next = task.State with
        {
            Status = status,
            MissingViews = 0,
            MissingSince = null,
            Intent = null,
            IntentDeadline = null,
            NodesExpected = expected.Count,
            NodesAnswered = seen.Nodes is null ? task.State.NodesAnswered : TaskNodes.Answered(expected, seen.Nodes),
            QuietUntil = QuietUntil(seen, task.State) ?? (seen.Nodes is null && task.State.QuietUntil > now ? task.State.QuietUntil : null),
            Work = work,
            Progress = TaskProgress.Next(task.State.Progress, status, work, nodes),
            JobStatus = JobStatusOf(task.TaskType, status),
        };
        next = health.Apply(task, next, seen, volume);
        if (seen.Nodes is not null)
            next = next with { Description = Text(task).Describe(status, work.InAll(nodes), TaskNodes.PartialRemark(expected, seen.Nodes, view.PeerNames)) };
        var draft = status == task.State.Status || status == JobExecutionStatus.Started ? events.OfHealth(task, next) : events.OfEnd(task, status, nodes);
        return Changed(task, next, TaskNodes.Changed(task.Nodes, nodes), draft);
    }

    private TaskWork Work(OpenTask task, TaskWork known, (GlusterTask Task, ClusterVolume Volume) listed, IReadOnlyList<TaskNode> seen)
    {
        var isKnown = task.FixLayout || seen.All(node => known.Of(node.PeerUuid).Files is not null);
        var totals = isKnown ? [] : VolumeWork.Of(listed.Volume.Fills, listed.Task.Bricks, listed.Volume.DataBricks);
        return TaskWorkRule.Next(known, totals, task.Nodes, seen, peer => task.NodesChangedAt.TryGetValue(peer, out var changed) ? now - changed : TimeSpan.Zero);
    }

    /// <summary>A stop or commit without definite answer, and the task is there as before: gluster may still be about to, so it is believed only after a while.</summary>
    private TaskChange? DidNotHappen(OpenTask task, ClusterVolume volume, VolumeTaskView seen)
    {
        // Where the status hangs, what was asked may hang as well and happen later.
        if (QuietUntil(seen, task.State) is { } quietUntil) return Changed(task, task.State with { QuietUntil = quietUntil }, [], null);
        if (seen.Nodes is null && task.State.QuietUntil > now) return null;
        return Refuted(task, () =>
        {
            // Who asked to stop it does not want it committed without being asked; a commit that was ordered is still to be done.
            var isTried = task.State.CommitTried || task.State.Intent != TaskOperation.Commit;
            var next = (task.AutoCommit, isTried, task.State.CommitTried) switch
            {
                (true, false, _) => "the engine asks for it again",
                (true, true, false) => $"ask for it again. {TaskOutcome.CommitGivenUp}",
                _ => "ask for it again",
            };
            var settled = task.State with { Intent = null, IntentDeadline = null, CommitTried = isTried, Description = Text(task).Describe(task.State.Status, task.State.Work.InAll(task.Nodes)) };
            var followed = Follow(task with { State = settled }, volume, seen);
            return new(task, followed?.Next ?? settled, followed?.Nodes ?? [], events.Of(
                task, EventCode.GlusterTaskOutcomeResolved, EventSeverity.Warning,
                $"the {task.State.Intent!.Value.ToLowerText()} without answer did not happen: the task is there as before; {next}"));
        });
    }

    /// <summary>The task is not listed any more, on a volume that answered. Gluster erases a task when it is stopped or committed.</summary>
    private TaskChange? Miss(OpenTask task, VolumeTaskView seen)
    {
        var record = EndRecord.Of(task, seen.History);
        if (task.TaskType == GlusterTaskType.RemoveBrick)
        {
            if (seen.Bricks is not { } bricks) return null;
            if (task.Bricks.Count > 0 && task.Bricks.All(brick => !bricks.Contains(brick.Address)))
            {
                if (task.State.Intent == TaskOperation.Commit)
                    return Missing(task, () => End(task, JobExecutionStatus.Finished, "committed; gluster's answer was lost", EventCode.GlusterVolumeRemoveBricksCommit) with { RemovesBricks = true });
                // Gluster refuses the commit of what still runs, but it may have ended since the last look.
                var whose = EndRecord.IsForced(record) ? "its bricks were removed by force outside the engine"
                    : task.State.Status == JobExecutionStatus.Finished || EndRecord.IsCommit(record) ? "committed outside the engine"
                    : "committed outside the engine, or its bricks were removed by force there";
                return Missing(task, () => End(task, JobExecutionStatus.Finished, whose + EndRecord.Text(record), EventCode.GlusterVolumeBrickRemovedFromCli));
            }
        }

        var gone = task.TaskType == GlusterTaskType.RemoveBrick ? task.Bricks.Where(brick => !seen.Bricks!.Contains(brick.Address)).ToList() : [];
        if (gone.Count > 0)
        {
            var parts = $"ended outside the engine: {Names(gone)} left the volume, {Names(task.Bricks.Except(gone))} stayed{EndRecord.Text(record)}";
            return Missing(task, () => End(task, JobExecutionStatus.Aborted, parts, TaskEvents.NotFound(task)));
        }

        var how = seen.Task is { } other ? $"replaced by task {other.Id}, which was started outside the engine"
            : task.State.Intent == TaskOperation.Stop ? "stopped; gluster's answer with the final counters was lost"
            : "stopped outside the engine";
        return Missing(task, () => End(task, JobExecutionStatus.Aborted, how + EndRecord.Text(record), TaskEvents.NotFound(task)));
    }

    private static string Names(IEnumerable<TaskBrick> bricks) => string.Join(", ", bricks.Select(static brick => brick.Address));

    /// <summary>Counts views that lack what was expected; calls for the verdict after two of them with time in between.</summary>
    private TaskChange? Missing(OpenTask task, Func<TaskChange?> verdict)
    {
        if (!view.IsEvidence)
        {
            if (view.PeersAway.Count == 0) return null;
            var awaiting = AwaitedPeers.Put(task.State, view.PeersAway, now);
            return Changed(task, awaiting, [], events.OfHealth(task, awaiting));
        }

        var since = task.State.MissingSince ?? now;
        if (task.State.MissingViews >= 1 && now - since >= options.AbsenceSettles) return verdict();
        return task.State.MissingViews >= 1
            ? null
            : Changed(task, AwaitedPeers.TakeBack(task.State) with { MissingViews = 1, MissingSince = since }, [], null);
    }

    /// <summary>Says that a change did not happen, once it cannot happen any more. That is seen to at once: what has happened already only shows later.</summary>
    private TaskChange? Refuted(OpenTask task, Func<TaskChange?> verdict) =>
        task.Preempted || !view.IsEvidence ? Missing(task, verdict) : new TaskChange(task, task.State, [], Event: null) { Preempts = true };

    private (Guid, Guid?)? Observe(ClusterVolume volume, bool isFree, HashSet<Guid> followed)
    {
        if (!view.Volumes.TryGetValue(volume.Name, out var seen)) return null;
        var listed = seen.Task is { } task && (isFree || followed.Contains(task.Id)) ? task.Id : volume.KnownTask;
        // While a first start is open, nobody knows yet whose that is, and it must not be taken for news afterwards.
        if (!volume.TasksObserved && seen.Task is { } other && other.Id != listed) return null;
        return volume.TasksObserved && listed == volume.KnownTask ? null : (volume.Id, listed);
    }

    /// <summary>Whether a rebalance process works on it.</summary>
    public static bool IsRunning(GlusterTaskStatus status) => status is GlusterTaskStatus.InProgress or GlusterTaskStatus.FixLayoutInProgress;

    /// <summary>The nodes that work on it: for a migration those with a brick that leaves.</summary>
    public static IReadOnlySet<Guid> Expected(GlusterTask task, ClusterVolume volume, TaskWork work) => task.Bricks.Count == 0
        ? work.Working(volume.Peers)
        : volume.Bricks.Where(brick => task.Bricks.Contains(brick.Address)).Select(static brick => brick.Peer).ToHashSet();

    /// <summary>How the job ends with a state that gluster lists; null while it does not: a migration waits for commit or stop, whatever became of it.</summary>
    public static JobExecutionStatus? JobStatusOf(GlusterTaskType type, JobExecutionStatus status) => (type, status) switch
    {
        (_, JobExecutionStatus.Started) => null,
        (GlusterTaskType.RemoveBrick, _) => null,
        (_, JobExecutionStatus.Finished) => JobExecutionStatus.Finished,
        _ => JobExecutionStatus.Failed,
    };

    private TaskChange? Changed(OpenTask task, TaskState next, IReadOnlyList<TaskNode> nodes, EventDraft? draft) =>
        next == task.State && nodes.Count == 0 && draft is null ? null : new(task, next, nodes, draft);

    private TaskChange End(OpenTask task, JobExecutionStatus status, string how, EventCode code) => new(
        task,
        task.State with
        {
            Status = status,
            JobStatus = status == JobExecutionStatus.Finished ? JobExecutionStatus.Finished : JobExecutionStatus.Failed,
            Intent = null,
            IntentDeadline = null,
            Health = null,
            HealthSince = null,
            HealthDetail = null,
            Progress = TaskProgress.Next(task.State.Progress, status, task.State.Work, task.Nodes),
            Description = Text(task).Describe(status, task.State.Work.InAll(task.Nodes), how),
        },
        [],
        events.Of(task, code, EventSeverity.Warning, how));

    private DateTimeOffset? QuietUntil(VolumeTaskView seen, TaskState? before) => seen.StatusHung ? QuietRule.Until(before, now, options.QuietAfterHang) : null;

    private TaskText Text(OpenTask task) => new(task.TaskType, task.VolumeName, clusterName);
}
