using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// What a command is about to ask of gluster, as far as the database is concerned: the volume's lock, a snapshot read under it, and the
/// rows that say what was intended, so that nothing is lost when the engine dies in between.
/// </summary>
internal sealed class TaskIntent
{
    // Longer than a verb may take (VdsOptions.ChangeSeconds) with the time that lock retries and other hosts may add.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(180);

    private readonly TaskOperation operation;
    private readonly (Guid JobId, Guid StepId) holder;
    private string? asked;

    private TaskIntent(TaskOperation operation, (Guid JobId, Guid StepId) ids, VolumeSnapshot snapshot)
    {
        this.operation = operation;
        holder = ids;
        Snapshot = snapshot;
        asked = snapshot.Hosts.Count == 0 ? null : snapshot.Hosts[0].Name;
    }

    public VolumeSnapshot Snapshot { get; }

    /// <summary>Who held the lock before; null when it was free.</summary>
    public LeaseHolder? Holder { get; private init; }

    /// <summary>Lease generation under which the outcome is written.</summary>
    public long Generation { get; private set; }

    /// <summary>What gluster may keep as the volume's generation.</summary>
    public IReadOnlyCollection<long> Expected { get; private set; } = [];

    /// <summary>The task with the intent on it, as written.</summary>
    public OpenTask Opened { get; private set; } = null!;

    /// <summary>
    /// Takes the lock (a start) or locks the row of whoever holds it, then reads what the command is validated against. Null when the
    /// cluster has no such volume.
    /// </summary>
    public static async Task<TaskIntent?> LoadAsync(
        EngineDb db, GlusterVolumeParameters parameters, TaskOperation operation, EngineIdentity engine, CancellationToken cancellationToken)
    {
        var ids = (JobId: Guid.CreateVersion7(), StepId: Guid.CreateVersion7());
        var generation = operation is TaskOperation.Start or TaskOperation.ForceRemove
            ? await db.AcquireVolumeLeaseAsync(parameters.VolumeId, ids, engine.Id, cancellationToken)
            : null;
        var before = generation is null ? await LeaseHolders.LockAsync(db, parameters.ClusterId, parameters.VolumeId, cancellationToken) : null;
        if (await SnapshotReader.ReadAsync(db, parameters, before, cancellationToken) is not { } snapshot) return null;
        return new(operation, ids, snapshot)
        {
            Holder = before,
            Generation = generation ?? 0,
            Expected = generation is { } taken ? (await db.BeginStampAsync(ids.StepId, taken, cancellationToken))! : [],
        };
    }

    /// <summary>Writes the job with its steps, and the intent to start.</summary>
    public async Task<GlusterAsyncTask> WriteNewJobAsync(
        EngineDb db, (ActionType Action, StepType Step) kind, CommandContext context, TaskOptions options, CancellationToken cancellationToken)
    {
        var tree = TaskJobTree.Of(new()
        {
            Ids = holder,
            Action = kind.Action,
            StepType = kind.Step,
            Volume = Snapshot.Volume,
            ClusterName = Snapshot.ClusterName,
            Generation = Generation,
            CorrelationId = context.CorrelationId,
            OwnerId = context.Caller.UserId,
            Validated = Snapshot.ReadAt,
            Options = options,
            Intent = operation,
            IntentDeadline = Snapshot.ReadAt + AnswerTime,
            AskedHost = asked,
        });
        if (IsFirstLook) tree.Task.PreviousTaskId = StepTask.NotLooked;
        if (options.Throttle is not null)
            tree.Task.ThrottleBefore = await ThrottleMemory.TakeOverAsync(db, Snapshot.Volume.Id, holder.StepId, cancellationToken);
        db.Add(tree.Job);
        db.Add(tree.Task);
        db.AddRange(tree.Bricks);
        Opened = tree.ToOpenTask();
        return new(holder.JobId, holder.StepId, TaskId: null);
    }

    /// <summary>Fences off whoever works on the open step under the old generation, and writes the intent on it.</summary>
    public async Task<GlusterAsyncTask> WriteOnOpenStepAsync(EngineDb db, EngineIdentity engine, CancellationToken cancellationToken)
    {
        var open = Snapshot.OpenTask!;
        Generation = await db.AdvanceVolumeLeaseAsync(Snapshot.Volume.Id, open.StepId, engine.Id, cancellationToken)
            ?? throw new InvalidOperationException($"The lease of volume {Snapshot.Volume.Id} changed under its row lock.");
        Expected = (await db.BeginStampAsync(open.StepId, Generation, cancellationToken))!;
        Opened = open with
        {
            Generation = Generation,
            Preempted = false,
            State = open.State with { Intent = operation, IntentDeadline = Snapshot.ReadAt + AnswerTime, MissingViews = 0, MissingSince = null },
        };
        await db.UpdateTasksAsync([(open.StepId, open.JobId, Opened.State)], cancellationToken);
        await WriteAskedHostAsync(db, asked, cancellationToken);
        return new(open.JobId, open.StepId, open.State.ExternalId) { Holder = Holder! with { Generation = Generation, EngineId = engine.Id, Since = Snapshot.ReadAt } };
    }

    /// <summary>
    /// Asks the database whether the verb may still be said to a host: the lease is held under the same generation, and the host is not at rest by now. If so, the
    /// host is on record as the one that was asked.
    /// </summary>
    public async Task<string?> ForbidsAsync(EngineDb db, VdsHost host, CancellationToken cancellationToken)
    {
        var held = await db.VolumeLeases.Where(l => l.VolumeId == Snapshot.Volume.Id && l.StepId == Opened.StepId && l.Generation == Generation)
            .Select(_ => new { MayAsk = db.Hosts.Any(h => h.Id == host.Id && h.Status != HostStatus.Maintenance) }).SingleOrDefaultAsync(cancellationToken);
        if (held is null) return $"The lease of volume {Snapshot.Volume.Name} was released meanwhile.";
        if (held.MayAsk && host.Name != asked) await WriteAskedHostAsync(db, host.Name, cancellationToken);
        return held.MayAsk ? null : ClusterHosts.AtRest(host.Name);
    }

    /// <summary>Whether a start comes before any look at the volume's tasks, so that the engine has to look which are there: one of them is not to be taken for its own.</summary>
    public bool IsFirstLook => operation == TaskOperation.Start && !Snapshot.Volume.TasksObserved;

    /// <summary>Writes down which task the volume has before the start is asked; false where the lease is not held any more.</summary>
    public async Task<bool> WritePreviousAsync(EngineDb db, Guid? taskId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await IsAwaitedAsync(db, cancellationToken)) return false;
        await db.StepTasks.Where(t => t.StepId == Opened.StepId).ExecuteUpdateAsync(set => set.SetProperty(static t => t.PreviousTaskId, taskId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Whether a refusal of gluster is worth being waited out.</summary>
    public bool PassesByItself(GlusterErrorMeaning refusal) => LingeringStop.MayBeWhy(refusal, operation == TaskOperation.Start ? Snapshot.LastEnd : null);

    /// <summary>Puts off the time until which the answer is waited for, unless somebody else holds the lease or has judged the task by now.</summary>
    public async Task RenewAsync(EngineDb db, CancellationToken cancellationToken)
    {
        if (!await IsAwaitedAsync(db, cancellationToken)) return;
        var deadline = await db.NowAsync(cancellationToken) + AnswerTime;
        await db.StepTasks.Where(t => t.StepId == Opened.StepId && t.LeaseGeneration == Generation).ExecuteUpdateAsync(set => set.SetProperty(static t => t.IntentDeadline, deadline), cancellationToken);
    }

    private async Task WriteAskedHostAsync(EngineDb db, string? host, CancellationToken cancellationToken)
    {
        await db.StepTasks.Where(t => t.StepId == Opened.StepId && t.LeaseGeneration == Generation).ExecuteUpdateAsync(set => set.SetProperty(static t => t.AskedHost, host), cancellationToken);
        asked = host;
    }

    /// <summary>Locks the lease and tells whether the answer is still missing under it.</summary>
    public async Task<bool> IsAwaitedAsync(EngineDb db, CancellationToken cancellationToken) =>
        (await db.FenceTasksAsync([(Opened.StepId, Generation)], cancellationToken)).Count > 0
        && await db.StepTasks.AnyAsync(t => t.StepId == Opened.StepId && t.Intent != null && t.IntentDeadline > DateTimeOffset.UnixEpoch, cancellationToken);
}
