using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.UnitTests.Migrations;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Tasks;
using Xunit;
using Reply = GlusterEngine.Vds.VdsReply<GlusterEngine.Vds.Tasks.TaskReport>;

namespace GlusterEngine.UnitTests.Engine.Interleavings;

/// <summary>
/// The engine's decisions around a table of tasks in memory: commands write their intent, ask gluster and write the answer; looks are taken and
/// written later; what was read under an older generation is not written.
/// </summary>
internal sealed class ModelEngine(ModelPool pool)
{
    private readonly Dictionary<Guid, OpenTask> open = [];
    private readonly ModelLeases leases = new();
    private readonly Dictionary<Guid, Pending> pending = [];
    private readonly Dictionary<Guid, DateTimeOffset> ended = [];
    private readonly List<Action> late = [];
    private readonly Dictionary<Guid, List<long>> stamps = pool.Volumes.ToDictionary(static volume => volume.Id, static _ => new List<long> { 0 });
    private readonly Dictionary<Guid, ClusterVolume> volumes = pool.Volumes.ToDictionary(static volume => volume.Id, static volume => new ClusterVolume(
        volume.Id, volume.Name, KnownTask: null, TasksObserved: true, Located(volume)));

    private (IReadOnlyList<OpenTask> Open, IReadOnlyList<ClusterVolume> Volumes, ClusterTaskView View, DateTimeOffset Time)? look;
    private DateTimeOffset now = TaskScene.Now;
    private int ids;

    public IReadOnlyCollection<OpenTask> Open => open.Values;

    public IEnumerable<(Guid VolumeId, Guid StepId, long Generation)> Leases => leases.Held;

    public List<OpenTask> Over { get; } = [];

    /// <summary>What happened, for counterexamples and to see that the interleavings reach everything.</summary>
    public List<string> Log { get; } = [];

    public void Wait(TimeSpan time) => now += time;

    public void Ask(int volume, TaskOperation operation, int choice)
    {
        var target = pool.Volumes[volume];
        if (!volumes.TryGetValue(target.Id, out var known)) return;
        var holder = leases.HolderOf(target.Id) is { } step ? open[step] : null;
        var snapshot = Snapshot(known, holder);
        var parameters = ParametersOf(known, holder, operation, choice);
        var lease = holder is null ? null : new LeaseHolder
        {
            ClusterId = VolumeSketch.ClusterId,
            VolumeId = target.Id,
            JobId = holder.JobId,
            StepId = holder.StepId,
            JobDescription = holder.VolumeName,
            Intent = holder.State.Intent,
            EngineId = "engine",
            Generation = holder.Generation,
            Since = now,
        };
        var refusals = VolumeRefusals.Common(snapshot, lease, operation, "").Concat(Validate(snapshot, parameters));
        if (refusals.Any()) return;
        var isNew = operation is TaskOperation.Start or TaskOperation.ForceRemove;
        var task = isNew ? NewTask(known, parameters, operation, choice) : holder!;
        var generation = isNew ? leases.Acquire(target.Id, task.StepId) : leases.Advance(target.Id, task.StepId);
        // What nothing was said against would otherwise fail in the database.
        Assert.NotNull(generation);
        task = task with
        {
            Generation = generation.Value,
            InFlight = true,
            Preempted = false,
            State = task.State with { Intent = operation, IntentDeadline = now.AddMinutes(3), MissingViews = 0, MissingSince = null },
        };
        open[task.StepId] = task;
        pending[target.Id] = new(operation, parameters, snapshot, task, Begin(task));
        Log.Add($"{operation} asked");
    }

    /// <summary>Says the pending verb. Choices: mostly answered; or done and the answer lost, not done and the answer lost, late, or nobody reached.</summary>
    public void Answer(int volume, int choice)
    {
        var target = pool.Volumes[volume];
        if (!pending.Remove(target.Id, out var command)) return;
        if (command.Parameters is CommitRemoveBricksParameters commit && !command.IsJudged)
        {
            var report = CommitGate.Judge(Evidence(target, command.Opened));
            if (!report.Opens(commit.Override))
            {
                if (Write(command.Opened, TaskOutcome.KeptBack(command.Opened, report), [])) Log.Add("gate closed");
                return;
            }

            // Often the verb is said later, and much may happen between the look and the word.
            if (choice % 2 == 1)
            {
                pending[target.Id] = command with { IsJudged = true };
                return;
            }
        }

        var reply = choice switch
        {
            8 => Lost(SayFenced(target, command)),
            9 => Lost(reply: null),
            10 => Late(target, command),
            11 => new Reply.Unreachable("glusterd is down"),
            _ => SayFenced(target, command),
        };
        if (reply is not Reply.Unknown && IsHeld(command.Opened)) stamps[target.Id] = [target.Generation];
        var outcome = TaskOutcome.Of(command.Opened, (command.Operation, command.IsByItself), reply, command.Snapshot);
        Log.Add($"{command.Operation} {reply.GetType().Name}");
        if (!Write(command.Opened, outcome.State, outcome.Nodes)) return;
        if (outcome.State.ExternalId is { } task && volumes.TryGetValue(target.Id, out var known)) volumes[target.Id] = known with { KnownTask = task };
        if (outcome.RemovesBricks && volumes.TryGetValue(target.Id, out known))
            volumes[target.Id] = With(known, [.. known.Bricks.Where(brick => command.Opened.Bricks.All(gone => gone.Address != brick.Address))]);
    }

    public void Die(int volume, bool hasAsked)
    {
        var target = pool.Volumes[volume];
        if (!pending.Remove(target.Id, out var command)) return;
        if (hasAsked && command.Operation != TaskOperation.Commit) SayFenced(target, command);
        if (open.TryGetValue(command.Opened.StepId, out var task)) open[task.StepId] = task with { InFlight = false };
        Log.Add("died");
    }

    public void TakeEffect()
    {
        foreach (var effect in late) effect();
        late.Clear();
    }

    public void Look(int choice)
    {
        var isFresh = choice == 0;
        var views = new Dictionary<string, VolumeTaskView>(StringComparer.Ordinal);
        foreach (var volume in pool.Volumes.Where(static volume => volume is { IsDeleted: false, IsLocked: false }))
        {
            if (volumes.TryGetValue(volume.Id, out var known))
                views[volume.Name] = View(volume, known, open.Values.SingleOrDefault(task => task.VolumeId == volume.Id), choice);
        }

        look = ([.. open.Values], [.. volumes.Values], new("node1", pool.Up.Count == 4 && !isFresh, views), now);
    }

    public void WriteLook()
    {
        if (look is not { } seen) return;
        look = null;
        var found = new TaskReconciler(TaskScene.Options, "lab", seen.View, seen.Time).Reconcile(seen.Open, seen.Volumes);
        foreach (var task in found.Preemptions) Preempt(task);
        foreach (var change in found.Changes.Where(change => IsHeld(change.Task)))
            Write(open[change.Task.StepId], change.Next, change.Nodes);
        var news = found.Adoptions.Where(adoption => !Adopt(adoption)).Select(static adoption => adoption.Volume.Id).ToHashSet();
        foreach (var (volumeId, taskId) in found.Observed.Where(volume => !news.Contains(volume.VolumeId)))
        {
            if (volumes.TryGetValue(volumeId, out var known)) volumes[volumeId] = known with { KnownTask = taskId, TasksObserved = true };
        }

        FollowUp();
    }

    public void ReadInventory()
    {
        foreach (var volume in pool.Volumes.Where(volume => volumes.ContainsKey(volume.Id)))
        {
            if (volume.IsDeleted) volumes.Remove(volume.Id);
            else volumes[volume.Id] = With(volumes[volume.Id], Located(volume));
        }
    }

    private void FollowUp()
    {
        foreach (var task in open.Values.Where(static task => task is { AutoCommit: true, State: { CommitTried: false, Intent: null, MissingViews: 0, Status: JobExecutionStatus.Finished } }).ToList())
        {
            var volume = pool.Volumes.Single(volume => volume.Id == task.VolumeId);
            Ask(volume.Name[^1] - '1', TaskOperation.Commit, choice: 0);
            if (pending.TryGetValue(volume.Id, out var command)) pending[volume.Id] = command with { IsByItself = true };
            Answer(volume.Name[^1] - '1', choice: 0);
            Log.Add("commit by itself");
        }
    }

    private bool Adopt(TaskAdoption adoption)
    {
        var isFollowed = open.Values.Any(task => task.State.ExternalId == adoption.Task.Id);
        var hasJustEnded = ended.TryGetValue(adoption.Task.Id, out var time) && time > adoption.LookedAt;
        if (isFollowed || hasJustEnded || !volumes.TryGetValue(adoption.Volume.Id, out var known)) return false;
        var bricks = known.Bricks.Where(brick => adoption.Task.Bricks.Contains(brick.Address)).Select(static brick => Of(brick)).ToList();
        if (bricks.Count < adoption.Task.Bricks.Count) return false;
        var task = Row(known, adoption.Task.Type) with { Bricks = bricks };
        if (leases.Acquire(known.Id, task.StepId) is not { } generation) return false;
        task = task with { Generation = generation };
        open[task.StepId] = task;
        Write(task, adoption.State, adoption.Nodes);
        Log.Add("adopted");
        return true;
    }

    private VolumeTaskView View(ModelVolume volume, ClusterVolume known, OpenTask? step, int choice)
    {
        var listed = volume.Task?.Listed(pool.Up);
        var isQuiet = step is { InFlight: true } || !QuietRule.MayAsk(step?.State, now, TaskScene.Options.QuietAfterHang);
        var isAsked = listed is not null && !isQuiet && TaskReconciler.NeedsNodes(listed, step, known);
        var hangs = isAsked && choice == 1;
        var bricks = step is { InFlight: false, TaskType: GlusterTaskType.RemoveBrick } && (listed is null || listed.Id != step.State.ExternalId) && choice != 2;
        return new(
            listed,
            isAsked && choice is not (1 or 3) ? volume.Task!.Rows(pool.Up) : null,
            hangs,
            bricks ? volume.Bricks.Select(TaskScene.Brick).ToHashSet() : null);
    }

    /// <summary>Whether the step still held its lease under the generation that was read.</summary>
    private bool Write(OpenTask task, TaskState state, IReadOnlyList<TaskNode> nodes)
    {
        if (!IsHeld(task)) return false;
        var row = open[task.StepId];
        var written = row with
        {
            State = state,
            InFlight = false,
            Nodes = [.. nodes, .. row.Nodes.Where(known => nodes.All(node => node.PeerUuid != known.PeerUuid))],
            NodesChangedAt = row.NodesChangedAt.Where(known => nodes.All(node => node.PeerUuid != known.Key)).Select(static known => (known.Key, known.Value))
                .Concat(nodes.Select(node => (node.PeerUuid, now))).ToDictionary(),
        };
        open[task.StepId] = written;
        if (state.JobStatus is null) return true;
        open.Remove(task.StepId);
        leases.Release(task.StepId, task.Generation);
        Over.Add(written);
        if (state.ExternalId is { } id) ended[id] = now;
        Log.Add($"{written.TaskType} {state.Status}");
        return true;
    }

    private static (BrickAddress Address, Guid Peer)[] Located(ModelVolume volume) => [.. volume.Bricks.Select(static brick => (TaskScene.Brick(brick), Peers.Of(brick)))];

    private static ClusterVolume With(ClusterVolume known, (BrickAddress Address, Guid Peer)[] bricks) =>
        new(known.Id, known.Name, known.KnownTask, known.TasksObserved, bricks);

    private static Reply.Unknown Lost(Reply? reply) => new($"timed out; it was {reply?.Summary ?? "not done"}");

    /// <summary>Written down before gluster is asked: the generation that may stand there afterwards.</summary>
    private VolumeFence Begin(OpenTask task)
    {
        var fence = new VolumeFence(task.VolumeName, [.. stamps[task.VolumeId]], task.Generation) { VolumeId = null };
        stamps[task.VolumeId].Add(task.Generation);
        return fence;
    }

    private bool IsHeld(OpenTask task) => leases.IsHeld(task.StepId, task.Generation);

    private void Preempt(OpenTask task)
    {
        if (!IsHeld(task)) return;
        var next = open[task.StepId] with { Generation = leases.Advance(task.VolumeId, task.StepId)!.Value };
        open[task.StepId] = next;
        var volume = pool.Volumes.Single(volume => volume.Id == task.VolumeId);
        Begin(next);
        if (!volume.Stamp(next.Generation)) return;
        stamps[task.VolumeId] = [next.Generation];
        open[task.StepId] = next with { Preempted = true, State = next.State with { MissingViews = 0, MissingSince = null } };
        Log.Add("preempted");
    }

    /// <summary>As <c>fenced.sh</c> does it.</summary>
    private static Reply SayFenced(ModelVolume volume, Pending command) =>
        volume.SayFenced(command.Fence, () => Say(volume, command)) ?? new Reply.Refused(new(-1, 0, "moved", GlusterErrorMeaning.GenerationMoved));

    private Reply.Unknown Late(ModelVolume volume, Pending command)
    {
        late.Add(command.Parameters switch
        {
            // Whether they may be said was found out before.
            CommitRemoveBricksParameters when Objection(volume, command) is not null => static () => { }
            ,
            CommitRemoveBricksParameters commit => Effect(volume, command, CommitRemoveGlusterVolumeBricksCommand.VerbOf(command.Snapshot, commit)),
            RemoveBricksParameters remove when InTheWay(volume) is null => Effect(volume, command, GlusterVolumeRemoveBricksCommand.VerbOf(command.Snapshot, remove)),
            RemoveBricksParameters => static () => { }
            ,
            _ => () => SayLate(volume, command, () => Say(volume, command)),
        });
        return Lost(reply: null);
    }

    private static Reply Say(ModelVolume volume, Pending command)
    {
        switch (command.Parameters)
        {
            case StartRemoveBricksParameters or StartRebalanceParameters:
                return volume.Start(Numbers(command.Opened.Bricks.Select(static brick => brick.ServerName)));
            case StopRemoveBricksParameters:
                return volume.Stop(Numbers(command.Opened.Bricks.Select(static brick => brick.ServerName)));
            case StopRebalanceParameters:
                return volume.Stop([]);
            case CommitRemoveBricksParameters parameters:
                return Objection(volume, command) is { } objection
                    ? new Reply.Refused(objection)
                    : Say(volume, CommitRemoveGlusterVolumeBricksCommand.VerbOf(command.Snapshot, parameters), parameters is { Override: true, Reason.Length: > 0 });
            case RemoveBricksParameters parameters:
                return InTheWay(volume) is { } error
                    ? new Reply.Refused(error)
                    : Say(volume, GlusterVolumeRemoveBricksCommand.VerbOf(command.Snapshot, parameters), parameters.Reason is { Length: > 0 });
            default:
                throw new InvalidOperationException($"No such parameters: {command.Parameters.GetType()}.");
        }
    }

    /// <summary>The law above all: what loses files is only said when somebody ordered it in so many words, and never over a migration that runs.</summary>
    private static Reply Say(ModelVolume volume, VdsVerb<TaskReport> verb, bool isOrdered)
    {
        var (lost, isRunning) = (volume.Lost, volume.Task is { Type: GlusterTaskType.RemoveBrick, IsRunning: true });
        var reply = Do(volume, verb);
        if (verb is RemoveBrickForceVerb) Assert.Equal((true, false), (isOrdered, isRunning));
        else Assert.Equal(lost, volume.Lost);
        return reply;
    }

    private static Reply Do(ModelVolume volume, VdsVerb<TaskReport> verb) => verb switch
    {
        RemoveBrickForceVerb force => volume.Force(Numbers(force.Bricks.Select(static brick => brick.Host))),
        RemoveBrickCommitVerb commit => volume.Commit(Numbers(commit.Bricks.Select(static brick => brick.Host))),
        _ => throw new InvalidOperationException($"No such verb: {verb.Name}."),
    };

    private Action Effect(ModelVolume volume, Pending command, VdsVerb<TaskReport> verb) => () => SayLate(volume, command, () => Do(volume, verb));

    /// <summary>The law of the generation: what was said not to have happened does not happen later.</summary>
    private void SayLate(ModelVolume volume, Pending command, Func<Reply> say)
    {
        var reply = volume.SayFenced(command.Fence, say);
        if (reply is Reply.Answered) Assert.False(IsSaidNotToHaveHappened(command));
    }

    private bool IsSaidNotToHaveHappened(Pending command) => command.Operation is TaskOperation.Stop or TaskOperation.Commit
        ? open.TryGetValue(command.Opened.StepId, out var row) && row.State.Intent is null
        : Over.Any(task => task.StepId == command.Opened.StepId && task.State is { Status: JobExecutionStatus.Failed, ExternalId: null });

    private static GlusterError? InTheWay(ModelVolume volume) => GlusterVolumeRemoveBricksCommand.TaskInTheWay(Listed(volume));

    /// <summary>What the look right before a commit by force finds.</summary>
    private static GlusterError? Objection(ModelVolume volume, Pending command)
    {
        var isForce = command.Parameters is CommitRemoveBricksParameters commit && CommitRemoveGlusterVolumeBricksCommand.VerbOf(command.Snapshot, commit) is RemoveBrickForceVerb;
        if (!isForce) return null;
        return CommitRemoveGlusterVolumeBricksCommand.NotTheTask(Listed(volume), command.Opened.State.ExternalId)
            ?? CommitRemoveGlusterVolumeBricksCommand.NotOver(command.Opened, volume.Task!.Rows(Enumerable.Range(1, 4).ToHashSet()), new([], [], [], 0, 0));
    }

    private static IReadOnlyList<VolumeTasks> Listed(ModelVolume volume) =>
        [new VolumeTasks(volume.Name, volume.Task is { } task ? [task.Listed(Enumerable.Range(1, 4).ToHashSet())] : [])];

    private static int[] Numbers(IEnumerable<string> nodes) => [.. nodes.Select(static node => node[^1] - '0')];

    private GateEvidence Evidence(ModelVolume volume, OpenTask task) => new(
        task.Bricks.ToDictionary(static brick => brick.PeerUuid, static brick => brick.ServerName),
        volume.IsLocked || volume.Task?.Id != task.State.ExternalId ? null : volume.Task?.Rows(pool.Up),
        Problem: null,
        Heals: [],
        [.. Numbers(task.Bricks.Select(static brick => brick.ServerName)).Where(pool.Up.Contains)
            .Select(brick => (TaskScene.Brick(brick), (BrickScan?)new BrickScan(volume.Files[brick], 1, [], IsComplete: true), (string?)null))]);

    private static VolumeSnapshot Snapshot(ClusterVolume known, OpenTask? holder)
    {
        var sketch = new VolumeSketch(new string('u', known.Bricks.Count)).Build();
        var volume = new GlusterVolume
        {
            Id = known.Id,
            ClusterId = VolumeSketch.ClusterId,
            Name = known.Name,
            Type = GlusterVolumeType.Distribute,
            Status = GlusterVolumeStatus.Up,
            TransportTypes = ["tcp"],
            TaskId = known.KnownTask,
        };
        volume.Bricks.AddRange(known.Bricks.Zip(sketch.Bricks).Select(static pair => new GlusterBrick
        {
            Id = pair.Second.Id,
            VolumeId = pair.Second.VolumeId,
            ServerName = pair.First.Address.Host,
            BrickDir = pair.First.Address.Directory,
            PeerUuid = pair.First.Peer,
            BrickOrder = pair.Second.BrickOrder,
        }));
        return new(volume, "lab", [VolumeSketch.Host("node1")], holder) { ReadAt = DateTimeOffset.UnixEpoch };
    }

    /// <summary>Bricks are mostly the right ones; overrides and reasons are sometimes given.</summary>
    private static GlusterVolumeParameters ParametersOf(ClusterVolume known, OpenTask? holder, TaskOperation operation, int choice)
    {
        var own = Numbers(holder?.Bricks.Select(static brick => brick.ServerName) ?? []);
        var bricks = SizedVolume.Named(operation is TaskOperation.Stop or TaskOperation.Commit && choice != 11 ? own : Some(choice));
        return operation switch
        {
            TaskOperation.Start when choice < 0 => new StartRebalanceParameters(VolumeSketch.ClusterId, known.Id, FixLayout: false, Force: false),
            TaskOperation.Start => new StartRemoveBricksParameters(VolumeSketch.ClusterId, known.Id, bricks) { AutoCommit = choice % 3 == 0 },
            TaskOperation.Stop when holder?.TaskType == GlusterTaskType.Rebalance => new StopRebalanceParameters(VolumeSketch.ClusterId, known.Id),
            TaskOperation.Stop => new StopRemoveBricksParameters(VolumeSketch.ClusterId, known.Id, bricks, Activates: choice % 3 == 0),
            TaskOperation.Commit => new CommitRemoveBricksParameters(VolumeSketch.ClusterId, known.Id, bricks) { Override = choice % 3 == 1, Reason = choice % 2 == 1 ? "ordered" : null },
            _ => new RemoveBricksParameters(VolumeSketch.ClusterId, known.Id, bricks, ReplicaCount: null, choice % 2 == 1 ? "ordered" : null),
        };
    }

    /// <summary>One or two bricks.</summary>
    public static int[] Some(int choice) => choice % 3 == 2 ? [(choice % 4) + 1, ((choice + 1) % 4) + 1] : [(choice % 4) + 1];

    private static IEnumerable<Refusal> Validate(VolumeSnapshot snapshot, GlusterVolumeParameters parameters) => parameters switch
    {
        StartRebalanceParameters start => RebalanceRefusals.Start(snapshot.Volume, start),
        StopRebalanceParameters => RebalanceRefusals.Stop(snapshot),
        StartRemoveBricksParameters start => RemoveBrickRefusals.Start(snapshot, start),
        StopRemoveBricksParameters stop => RemoveBrickRefusals.Stop(snapshot, stop, stop.Activates),
        CommitRemoveBricksParameters commit => RemoveBrickRefusals.Commit(snapshot, commit),
        RemoveBricksParameters remove => RemoveBrickRefusals.Force(snapshot, remove),
        _ => throw new InvalidOperationException($"No such parameters: {parameters.GetType()}."),
    };

    private OpenTask NewTask(ClusterVolume known, GlusterVolumeParameters parameters, TaskOperation operation, int choice)
    {
        var named = parameters is BricksParameters { Bricks: var references } ? references.Select(static reference => reference.Name).ToHashSet(StringComparer.Ordinal) : [];
        return Row(known, operation == TaskOperation.Start && choice < 0 ? GlusterTaskType.Rebalance : GlusterTaskType.RemoveBrick) with
        {
            AutoCommit = parameters is StartRemoveBricksParameters { AutoCommit: true },
            Bricks = [.. known.Bricks.Where(brick => named.Contains(brick.Address.ToString())).Select(static brick => Of(brick))],
        };
    }

    private OpenTask Row(ClusterVolume known, GlusterTaskType type) => new()
    {
        StepId = ModelPool.Id('5', ++ids),
        JobId = ModelPool.Id('7', ids),
        VolumeId = known.Id,
        VolumeName = known.Name,
        TaskType = type,
        // It gets one with its lease.
        Generation = 0,
        CorrelationId = "model",
        PreviousTaskId = known.KnownTask,
        State = new() { Status = JobExecutionStatus.Started, Description = "" },
    };

    private static TaskBrick Of((BrickAddress Address, Guid Peer) brick) => new(brick.Address.Host, brick.Address.Directory, brick.Peer);

    private sealed record Pending(TaskOperation Operation, GlusterVolumeParameters Parameters, VolumeSnapshot Snapshot, OpenTask Opened, VolumeFence Fence)
    {
        public bool IsJudged { get; init; }

        public bool IsByItself { get; init; }
    }
}
