using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>A volume named data with a brick on each of three peers, its tasks, and looks at it.</summary>
internal static class TaskScene
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The task of the open step.</summary>
    public static readonly Guid Own = new("aaaaaaaa-0000-0000-0000-000000000000");

    /// <summary>The task gluster listed before.</summary>
    public static readonly Guid Previous = new("bbbbbbbb-0000-0000-0000-000000000000");

    /// <summary>A task started outside the engine.</summary>
    public static readonly Guid Foreign = new("cccccccc-0000-0000-0000-000000000000");

    public static readonly TasksOptions Options = new() { AbsenceSettlesSeconds = 8, QuietAfterHangSeconds = 200 };

    public static ClusterVolume Volume { get; } = new(
        VolumeSketch.Id, "data", KnownTask: Own, TasksObserved: true,
        [.. Enumerable.Range(1, 3).Select(static n => (Brick(n), Peers.Of(n)))]);

    /// <summary>What is known of a rebalance that began on the volume's peers.</summary>
    public static TaskWork Begun { get; } = TaskWork.None.On([Peers.Of(1), Peers.Of(2), Peers.Of(3)], working: []);

    /// <summary>A rebalance whose counters were read before.</summary>
    public static OpenTask Following { get; } = new()
    {
        StepId = new("57e90000-0000-0000-0000-000000000001"),
        JobId = new("70b00000-0000-0000-0000-000000000001"),
        VolumeId = VolumeSketch.Id,
        VolumeName = "data",
        TaskType = GlusterTaskType.Rebalance,
        Generation = 7,
        CorrelationId = "corr",
        PreviousTaskId = Previous,
        StartTime = Now,
        Nodes = [Node(1), Node(2), Node(3)],
        State = new()
        {
            Status = JobExecutionStatus.Started,
            Description = Described("IN PROGRESS", files: 6),
            ExternalId = Own,
            NodesExpected = 3,
            NodesAnswered = 3,
            Work = Begun,
            Health = TaskHealth.Progressing,
            HealthSince = Now.AddMinutes(-5),
        },
    };

    /// <summary>A migration off the first brick.</summary>
    public static OpenTask Migrating { get; } = Following with
    {
        TaskType = GlusterTaskType.RemoveBrick,
        Bricks = [new("node1", "/bricks/data", Peers.Of(1))],
        Nodes = [Node(1)],
        State = Following.State with { Description = Migration("MIGRATION IN PROGRESS", files: 1), NodesExpected = 1, NodesAnswered = 1, Work = TaskWork.None },
    };

    /// <summary>The same with all data moved.</summary>
    public static OpenTask Migrated { get; } = Migrating with
    {
        Nodes = [Node(1, GlusterTaskStatus.Completed)],
        State = WithoutHealth(Migrating.State) with
        {
            Status = JobExecutionStatus.Finished,
            Progress = 100,
            Description = Migration("MIGRATION COMPLETE", files: 1)
        },
    };

    /// <summary>A start that gluster never answered.</summary>
    public static OpenTask Starting { get; } = Following with
    {
        Nodes = [],
        State = new()
        {
            Status = JobExecutionStatus.Started,
            Description = "unanswered",
            Intent = TaskOperation.Start,
            IntentDeadline = DateTimeOffset.UnixEpoch,
        },
    };

    /// <summary>A rebalance with a stop that gluster never answered.</summary>
    public static OpenTask Stopping { get; } = Following with
    {
        State = Following.State with { Description = "unanswered", Intent = TaskOperation.Stop, IntentDeadline = DateTimeOffset.UnixEpoch },
    };

    /// <summary>The same with a commit that gluster never answered.</summary>
    public static OpenTask Committing { get; } = Migrated with
    {
        State = Migrated.State with
        {
            Description = "unanswered",
            Intent = TaskOperation.Commit,
            IntentDeadline = DateTimeOffset.UnixEpoch
        },
    };

    /// <summary>A removal of the first brick by force that gluster never answered.</summary>
    public static OpenTask Removing { get; } = Starting with
    {
        TaskType = GlusterTaskType.RemoveBrick,
        Bricks = Migrating.Bricks,
        State = Starting.State with { Intent = TaskOperation.ForceRemove },
    };

    public static TaskState WithoutHealth(TaskState state) => state with { Health = null, HealthSince = null, HealthDetail = null };

    public static BrickAddress Brick(int number) => new($"node{number}", "/bricks/data");

    /// <summary>A node that moved as many files as its number, unless told.</summary>
    public static TaskNode Node(int peer, GlusterTaskStatus status = GlusterTaskStatus.InProgress, long? files = null) =>
        new(Peers.Of(peer), status, files ?? peer, Bytes: 1024 * (files ?? peer), Scanned: 100, Failed: 0, Skipped: 0, RunTime: 5);

    public static TaskNode[] Nodes(GlusterTaskStatus status) => [Node(1, status), Node(2, status), Node(3, status)];

    public static GlusterTask Task(Guid id, GlusterTaskStatus status = GlusterTaskStatus.InProgress) =>
        new(id, GlusterTaskType.Rebalance, status, []);

    public static GlusterTask Migration(Guid id, GlusterTaskStatus status = GlusterTaskStatus.InProgress) =>
        new(id, GlusterTaskType.RemoveBrick, status, [Brick(1)]);

    public static VolumeTaskView Sees(GlusterTask? task, params TaskNode[]? nodes) => new(task, nodes);

    public static VolumeTaskView SeesNoNodes(GlusterTask? task) => new(task);

    /// <summary>The task is not listed; these bricks are left in the volume.</summary>
    public static VolumeTaskView SeesBricks(params int[] numbers) => new(Task: null, Bricks: numbers.Select(Brick).ToHashSet());

    public static VolumeTaskView Hangs(GlusterTask task) => new(task, StatusHung: true);

    public static Reconciliation Reconcile(
        VolumeTaskView? seen, OpenTask? open, bool isEvidence = true, ClusterVolume? volume = null, TimeSpan later = default) =>
        new TaskReconciler(Options, "lab", View(seen, isEvidence), Now + later).Reconcile(open is null ? [] : [open], [volume ?? Volume]);

    public static ClusterTaskView View(VolumeTaskView? seen, bool isEvidence = true) =>
        new("node1", isEvidence, new Dictionary<string, VolumeTaskView?> { ["data"] = seen }
            .Where(static pair => pair.Value is not null).ToDictionary(static pair => pair.Key, static pair => pair.Value!));

    /// <summary>The only thing that a reconciliation calls for is one change.</summary>
    public static TaskChange Change(Reconciliation found)
    {
        Assert.Empty(found.Adoptions);
        return Assert.Single(found.Changes);
    }

    /// <summary>Description of the rebalance with counters that are the same for all nodes but for the files.</summary>
    public static string Described(string status, long files, int nodes = 3, string remark = "") =>
        $"Rebalancing Gluster Volume data in Cluster lab.( {status} {remark}{Counters(files, nodes)})";

    public static string Migration(string status, long files, int nodes = 1, string remark = "") =>
        $"Removing Bricks from Gluster Volume data in Cluster lab.( {status} {remark}{Counters(files, nodes)})";

    private static string Counters(long files, int nodes) =>
        $"Files [scanned: {100 * nodes}, moved: {files}, failed: 0, skipped: 0], Total size moved: {files}.00 KiB";
}
