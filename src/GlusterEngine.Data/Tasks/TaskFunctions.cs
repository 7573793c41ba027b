using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Tasks;

/// <summary>Calls of the SQL functions about tasks; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class TaskFunctions
{
    /// <param name="db">The database.</param>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">One volume of it; null for all.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public static async Task<IReadOnlyList<OpenTask>> GetOpenTasksAsync(
        this EngineDb db, Guid clusterId, Guid? volumeId, CancellationToken cancellationToken)
    {
        var json = await db.Database.SqlQuery<string>(
            $"select coalesce(jsonb_agg(to_jsonb(task)), '[]')::text as \"Value\" from GetOpenTasks({clusterId}, {volumeId}) task").ToListAsync(cancellationToken);
        return [.. DatabaseJson.Read<List<OpenTaskRow>>(json[0]).Select(static row => row.ToOpenTask())];
    }

    /// <summary>Of the given steps, those that still hold their lease under the given generation; their leases stay locked.</summary>
    public static async Task<IReadOnlySet<Guid>> FenceTasksAsync(
        this EngineDb db, IEnumerable<(Guid StepId, long Generation)> steps, CancellationToken cancellationToken)
    {
        var json = DatabaseJson.Write(steps.Select(static step => new { step.StepId, step.Generation }));
        return (await db.ReadAsync<Guid>("select * from FenceTasks($1::jsonb)", [DatabaseCall.Of(json)], cancellationToken)).ToHashSet();
    }

    /// <summary>Whether what a look found may be written: none that began later was written before.</summary>
    public static async Task<bool> BeginTaskWriteAsync(this EngineDb db, Guid clusterId, DateTimeOffset lookedAt, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>($"select BeginTaskWrite({clusterId}, {lookedAt}) as \"Value\"").ToListAsync(cancellationToken))[0];

    public static Task UpdateTasksAsync(this EngineDb db, IEnumerable<(Guid StepId, Guid JobId, TaskState State)> tasks, CancellationToken cancellationToken) =>
        new DatabaseBatch().UpdateTasks(tasks).ExecuteAsync(db, cancellationToken);

    public static DatabaseBatch UpdateTasks(this DatabaseBatch batch, IEnumerable<(Guid StepId, Guid JobId, TaskState State)> tasks)
    {
        var json = DatabaseJson.Write(tasks.Select(static task => new
        {
            task.StepId,
            task.JobId,
            task.State.Status,
            task.State.Description,
            task.State.ExternalId,
            task.State.Intent,
            task.State.IntentDeadline,
            task.State.MissingViews,
            task.State.MissingSince,
            task.State.NodesExpected,
            task.State.NodesAnswered,
            task.State.QuietUntil,
            task.State.Health,
            task.State.HealthSince,
            task.State.HealthDetail,
            task.State.CommitTried,
            task.State.Progress,
            Work = task.State.Work == TaskWork.None ? null : task.State.Work,
            task.State.JobStatus,
        }));
        return batch.Add("select UpdateTasks($1::jsonb)", DatabaseCall.Of(json));
    }

    public static Task WriteTaskNodesAsync(this EngineDb db, IEnumerable<(Guid StepId, TaskNode Node)> nodes, CancellationToken cancellationToken) =>
        new DatabaseBatch().WriteTaskNodes(nodes).ExecuteAsync(db, cancellationToken);

    public static DatabaseBatch WriteTaskNodes(this DatabaseBatch batch, IEnumerable<(Guid StepId, TaskNode Node)> nodes)
    {
        var json = DatabaseJson.Write(nodes.Select(static row => new
        {
            row.StepId,
            row.Node.PeerUuid,
            row.Node.Status,
            row.Node.Files,
            row.Node.Bytes,
            row.Node.Scanned,
            row.Node.Failed,
            row.Node.Skipped,
            row.Node.RunTime,
        }));
        return batch.Add("select WriteTaskNodes($1::jsonb)", DatabaseCall.Of(json));
    }

    /// <summary>Keeps whether the question for the tasks of a cluster hung.</summary>
    public static Task NoteTaskListAsync(this EngineDb db, Guid clusterId, bool hung, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select NoteTaskList({clusterId}, {hung})", cancellationToken);

    public static Task ObserveVolumeTasksAsync(this EngineDb db, IEnumerable<(Guid VolumeId, Guid? TaskId)> volumes, CancellationToken cancellationToken) =>
        new DatabaseBatch().ObserveVolumeTasks(volumes).ExecuteAsync(db, cancellationToken);

    public static DatabaseBatch ObserveVolumeTasks(this DatabaseBatch batch, IEnumerable<(Guid VolumeId, Guid? TaskId)> volumes)
    {
        var json = DatabaseJson.Write(volumes.Select(static volume => new { volume.VolumeId, volume.TaskId }));
        return batch.Add("select ObserveVolumeTasks($1::jsonb)", DatabaseCall.Of(json));
    }

    /// <summary>Counters of the last half hour, the newest among them, and what time it is.</summary>
    public static async Task<(DateTimeOffset Now, IReadOnlyList<TaskSample> Samples)> GetRecentTaskSamplesAsync(
        this EngineDb db, Guid stepId, CancellationToken cancellationToken)
    {
        var json = await db.Database.SqlQuery<string>($"select GetRecentTaskSamples({stepId})::text as \"Value\"").ToListAsync(cancellationToken);
        var recent = DatabaseJson.Read<RecentSamples>(json[0]);
        return (recent.Now, [.. recent.Samples.Select(static row => new TaskSample(row.TakenAt, row.ToNode()))]);
    }

    /// <summary>How many samples went.</summary>
    public static async Task<int> ThinTaskSamplesAsync(this EngineDb db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<int>($"select ThinTaskSamples() as \"Value\"").ToListAsync(cancellationToken))[0];

    /// <summary>The column <see cref="StepTask.Work"/> as it was written.</summary>
    public static TaskWork WorkOf(StepTask task) => WorkOf(task.Work);

    /// <summary>The same from its column.</summary>
    public static TaskWork WorkOf(string? work) => work is null ? TaskWork.None : DatabaseJson.Read<TaskWork>(work);

    private sealed class OpenTaskRow
    {
        public Guid StepId { get; init; }

        public Guid JobId { get; init; }

        public Guid VolumeId { get; init; }

        public string VolumeName { get; init; } = "";

        public GlusterTaskType TaskType { get; init; }

        public bool FixLayout { get; init; }

        public long Generation { get; init; }

        public JobExecutionStatus Status { get; init; }

        public string Description { get; init; } = "";

        public Guid? ExternalId { get; init; }

        public DateTimeOffset StartTime { get; init; }

        public string CorrelationId { get; init; } = "";

        public TaskOperation? Intent { get; init; }

        public DateTimeOffset? IntentDeadline { get; init; }

        public bool InFlight { get; init; }

        public Guid? PreviousTaskId { get; init; }

        public int MissingViews { get; init; }

        public DateTimeOffset? MissingSince { get; init; }

        public int NodesExpected { get; init; }

        public int NodesAnswered { get; init; }

        public DateTimeOffset? QuietUntil { get; init; }

        public TaskHealth? Health { get; init; }

        public DateTimeOffset? HealthSince { get; init; }

        public string? HealthDetail { get; init; }

        public bool AutoCommit { get; init; }

        public bool CommitTried { get; init; }

        public bool Preempted { get; init; }

        public int? Progress { get; init; }

        public TaskWork? Work { get; init; }

        public List<TaskBrick> Bricks { get; init; } = [];

        public List<NodeRow> Nodes { get; init; } = [];

        public OpenTask ToOpenTask() => new()
        {
            StepId = StepId,
            JobId = JobId,
            VolumeId = VolumeId,
            VolumeName = VolumeName,
            TaskType = TaskType,
            FixLayout = FixLayout,
            Generation = Generation,
            CorrelationId = CorrelationId,
            StartTime = StartTime,
            InFlight = InFlight,
            PreviousTaskId = PreviousTaskId,
            AutoCommit = AutoCommit,
            Preempted = Preempted,
            Bricks = Bricks,
            Nodes = [.. Nodes.Select(static n => n.ToNode())],
            NodesChangedAt = Nodes.ToDictionary(static n => n.PeerUuid, static n => n.ChangedAt),
            NodesMovedAt = Nodes.ToDictionary(static n => n.PeerUuid, static n => n.MovedAt),
            State = new()
            {
                Status = Status,
                Description = Description,
                ExternalId = ExternalId,
                Intent = Intent,
                IntentDeadline = IntentDeadline,
                MissingViews = MissingViews,
                MissingSince = MissingSince,
                NodesExpected = NodesExpected,
                NodesAnswered = NodesAnswered,
                QuietUntil = QuietUntil,
                Health = Health,
                HealthSince = HealthSince,
                HealthDetail = HealthDetail,
                CommitTried = CommitTried,
                Progress = Progress,
                Work = Work ?? TaskWork.None,
            },
        };
    }

    private sealed record NodeRow(
        Guid PeerUuid, DateTimeOffset ChangedAt, DateTimeOffset MovedAt, DateTimeOffset TakenAt, GlusterTaskStatus Status, long Files, long Bytes, long Scanned, long Failed, long Skipped, double RunTime)
    {
        public TaskNode ToNode() => new(PeerUuid, Status, Files, Bytes, Scanned, Failed, Skipped, RunTime);
    }

    private sealed record RecentSamples(DateTimeOffset Now, IReadOnlyList<NodeRow> Samples);
}
