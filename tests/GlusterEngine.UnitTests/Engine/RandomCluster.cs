using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds.Tasks;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>Up to three volumes, what the engine has written down of their tasks, and one look at them, in any combination.</summary>
internal sealed record RandomCluster(IReadOnlyList<OpenTask> Open, IReadOnlyList<ClusterVolume> Volumes, ClusterTaskView View)
{
    private static readonly BrickAddress[] Leaving = [Brick(1), Brick(2)];

    public static Arbitrary<RandomCluster> Any { get; } =
        (from count in Gen.Choose(1, 3)
         from rows in Gen.CollectToArray(Enumerable.Range(1, count).Select(AnyRow))
         from isEvidence in Gen.Elements(true, true, false)
         select Of(rows, isEvidence)).ToArbitrary();

    private static Gen<bool> Rarely { get; } = Gen.Choose(1, 8).Select(static n => n == 1);

    private static Gen<bool> Sometimes { get; } = Gen.Elements(true, false);

    private static Gen<GlusterTaskStatus> AnyStatus { get; } = Gen.Elements(Enum.GetValues<GlusterTaskStatus>());

    public Reconciliation Reconcile() => new TaskReconciler(Options, "lab", View, Now).Reconcile(Open, Volumes);

    /// <summary>The cluster as it is written down after a reconciliation, under the same view.</summary>
    public RandomCluster Apply(Reconciliation found)
    {
        var changes = found.Changes.ToDictionary(static change => change.Task.StepId);
        var observed = found.Observed.ToDictionary(static news => news.VolumeId, static news => news.TaskId);
        return this with
        {
            Open =
            [
                .. Open.Select(task => changes.TryGetValue(task.StepId, out var change) ? Write(change) : task)
                    .Concat(found.Adoptions.Select(Write))
                    .Where(static task => task.State.JobStatus is null),
            ],
            Volumes = [.. Volumes.Select(volume =>
                observed.TryGetValue(volume.Id, out var task) ? volume with { KnownTask = task, TasksObserved = true } : volume)],
        };
    }

    /// <summary>The same with all lists the other way round.</summary>
    public RandomCluster Reversed() => new(
        [.. Open.Reverse()],
        [.. Volumes.Reverse()],
        View with { Volumes = View.Volumes.Reverse().ToDictionary(static seen => seen.Key, static seen => Reversed(seen.Value)) });

    public override string ToString() => string.Join('\n',
    [
        $"evidence: {View.IsEvidence}",
        .. Volumes.Select(static volume => $"{volume.Name}: known {volume.KnownTask}, observed {volume.TasksObserved}"),
        .. Open.Select(static task => $"{task.VolumeName}: open {task}, nodes {string.Join(' ', task.Nodes)}"),
        .. View.Volumes.Select(static seen => $"{seen.Key}: seen {seen.Value}, nodes {string.Join(' ', seen.Value.Nodes ?? [])}"),
    ]);

    public ClusterVolume? VolumeOf(OpenTask task) => Volumes.SingleOrDefault(volume => volume.Id == task.VolumeId);

    public VolumeTaskView? Seen(OpenTask task) => VolumeOf(task) is null ? null : View.Volumes.GetValueOrDefault(task.VolumeName);

    private static VolumeTaskView Reversed(VolumeTaskView seen) => seen with { Nodes = seen.Nodes?.Reverse().ToList() };

    private static OpenTask Write(TaskChange change) => change.Task with
    {
        State = change.Next,
        NodesChangedAt = change.Task.NodesChangedAt.Where(known => change.Nodes.All(node => node.PeerUuid != known.Key))
            .Concat(change.Nodes.Select(static node => KeyValuePair.Create(node.PeerUuid, Now))).ToDictionary(),
        Nodes = [.. change.Nodes, .. change.Task.Nodes.Where(known => change.Nodes.All(node => node.PeerUuid != known.PeerUuid))],
    };

    private static OpenTask Write(TaskAdoption adoption) => Following with
    {
        StepId = Guid.CreateVersion7(),
        JobId = Guid.CreateVersion7(),
        VolumeId = adoption.Volume.Id,
        VolumeName = adoption.Volume.Name,
        TaskType = adoption.Task.Type,
        PreviousTaskId = null,
        Bricks = [.. adoption.Task.Bricks.Select(static (brick, index) => new TaskBrick(brick.Host, brick.Directory, Peers.Of(index + 1)))],
        State = adoption.State,
        Nodes = adoption.Nodes,
    };

    private static RandomCluster Of(
        (ClusterVolume? Volume, string Name, OpenTask? Open, VolumeTaskView? Seen)[] rows, bool isEvidence) => new(
        [.. rows.Select(static row => row.Open).OfType<OpenTask>()],
        [.. rows.Select(static row => row.Volume).OfType<ClusterVolume>()],
        new("node1", isEvidence, rows.Where(static row => row.Seen is not null)
            .ToDictionary(static row => row.Name, static row => row.Seen!)));

    private static Gen<(ClusterVolume? Volume, string Name, OpenTask? Open, VolumeTaskView? Seen)> AnyRow(int number) =>
        from type in Gen.Elements(GlusterTaskType.Rebalance, GlusterTaskType.RemoveBrick)
        from open in AnyOpen(number, type)
        from isOpen in Rarely.Select(static rarely => !rarely)
        from known in Gen.Elements<Guid?>(null, Id(number, 'a'), Id(number, 'b'), Id(number, 'c'))
        from isObserved in Rarely.Select(static rarely => !rarely)
        from isDeleted in Rarely
        from seen in AnyView(number, type)
        from isLeftOut in Rarely
        select (
            isDeleted ? null : Volume with { Id = open.VolumeId, Name = open.VolumeName, KnownTask = known, TasksObserved = isObserved },
            open.VolumeName,
            isOpen ? open : null,
            isLeftOut ? null : seen);

    private static Gen<OpenTask> AnyOpen(int number, GlusterTaskType type) =>
        from intent in type == GlusterTaskType.RemoveBrick
            ? Gen.Elements<TaskOperation?>(null, null, TaskOperation.Stop, TaskOperation.Start, TaskOperation.Commit,
                TaskOperation.ForceRemove)
            : Gen.Elements<TaskOperation?>(null, null, TaskOperation.Stop, TaskOperation.Start)
        let isNew = intent is TaskOperation.Start or TaskOperation.ForceRemove
        from status in type == GlusterTaskType.RemoveBrick && !isNew
            ? Gen.Elements(JobExecutionStatus.Started, JobExecutionStatus.Finished, JobExecutionStatus.Failed)
            : Gen.Constant(JobExecutionStatus.Started)
        from health in Gen.Elements<TaskHealth?>(null, TaskHealth.Progressing, TaskHealth.Stalled, TaskHealth.Unresponsive)
        from stood in Gen.Elements(0, 5, 9, 60)
        from missed in Gen.Elements<int?>(null, 0, 7, 8, 100)
        from quiet in Gen.Elements<int?>(null, null, -1, 100)
        from inFlight in Rarely
        from nodes in AnyNodes(isNew)
        select Following with
        {
            StepId = Id(number, '5'),
            JobId = Id(number, '7'),
            VolumeId = Id(number, 'd'),
            VolumeName = $"volume{number}",
            TaskType = type,
            PreviousTaskId = Id(number, 'b'),
            InFlight = inFlight && intent is not null,
            Bricks = type == GlusterTaskType.RemoveBrick
                ? [.. Leaving.Select(static (brick, index) => new TaskBrick(brick.Host, brick.Directory, Peers.Of(index + 1)))] : [],
            Nodes = nodes,
            NodesChangedAt = nodes.ToDictionary(static node => node.PeerUuid, _ => Now.AddSeconds(-stood)),
            State = new()
            {
                Status = status,
                Description = "as it was",
                ExternalId = isNew ? null : Id(number, 'a'),
                Intent = intent,
                IntentDeadline = intent is null ? null : DateTimeOffset.UnixEpoch,
                MissingViews = missed is null ? 0 : 1,
                MissingSince = missed is { } seconds ? Now.AddSeconds(-seconds) : null,
                Health = status == JobExecutionStatus.Started ? health : null,
                HealthSince = status == JobExecutionStatus.Started && health is not null ? Now.AddHours(-1) : null,
                QuietUntil = quiet is { } until ? Now.AddSeconds(until) : null,
            },
        };

    private static Gen<VolumeTaskView> AnyView(int number, GlusterTaskType type) =>
        from letter in Gen.Elements('a', 'a', 'a', 'b', 'c', '-')
        from other in Gen.Elements(Enum.GetValues<GlusterTaskType>())
        from status in AnyStatus
        from nodes in AnyNodes(none: false)
        from counted in Gen.Elements(true, true, false)
        from hung in Sometimes
        from bricks in Gen.Elements<int[]?>(null, [1, 2, 3], [2, 3], [3])
        select new VolumeTaskView(
            letter == '-' ? null : Listed(Id(number, letter), letter == 'a' ? type : other, status),
            counted && letter != '-' ? nodes : null,
            !counted && hung && letter != '-',
            bricks?.Select(Brick).ToHashSet());

    private static GlusterTask Listed(Guid id, GlusterTaskType type, GlusterTaskStatus status) =>
        new(id, type, status, type == GlusterTaskType.RemoveBrick ? Leaving : []);

    private static Gen<IReadOnlyList<TaskNode>> AnyNodes(bool none) =>
        from common in AnyStatus
        from rows in Gen.CollectToArray(Enumerable.Range(1, 4).Select(peer => AnyNode(peer, common)))
        from missing in Gen.Elements(0, 0, 1, 2, 3)
        select (IReadOnlyList<TaskNode>)(none ? []
            : [.. rows.Where(row => row.PeerUuid != Peers.Of(missing) && row.PeerUuid != Peers.Of(missing * 2))]);

    private static Gen<TaskNode> AnyNode(int peer, GlusterTaskStatus common) =>
        from differs in Rarely
        from own in AnyStatus
        from files in Gen.Choose(0, 2)
        select Node(peer, differs ? own : common, files);

    private static Guid Id(int number, char kind) => new($"{new string(kind, 8)}-0000-0000-0000-{number:D12}");
}
