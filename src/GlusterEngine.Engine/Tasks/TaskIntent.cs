using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Jobs;
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
    private readonly DateTimeOffset now;

    private TaskIntent(TaskOperation operation, (Guid JobId, Guid StepId) ids, VolumeSnapshot snapshot, DateTimeOffset now)
    {
        this.operation = operation;
        holder = ids;
        this.now = now;
        Snapshot = snapshot;
    }

    public VolumeSnapshot Snapshot { get; }

    /// <summary>Who held the lock before; null when it was free.</summary>
    public LeaseHolder? Holder { get; private init; }

    /// <summary>Lease generation under which the outcome is written.</summary>
    public long Generation { get; private set; }

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
        var before = generation is null ? await LockHolderAsync(db, parameters.VolumeId, cancellationToken) : null;
        var volume = await db.Volumes.AsNoTracking().Include(static v => v.Bricks).Include(static v => v.Options).AsSplitQuery()
            .SingleOrDefaultAsync(v => v.Id == parameters.VolumeId && v.ClusterId == parameters.ClusterId, cancellationToken);
        if (volume is null) return null;
        var cluster = await db.Clusters.AsNoTracking().Where(c => c.Id == parameters.ClusterId).Select(static c => c.Name).SingleAsync(cancellationToken);
        var hosts = await db.Hosts.AsNoTracking().Where(h => h.ClusterId == parameters.ClusterId && h.Status == HostStatus.Up)
            .OrderBy(static h => h.Name).ToListAsync(cancellationToken);
        var open = before is null ? null : (await db.GetOpenTasksAsync(parameters.ClusterId, parameters.VolumeId, cancellationToken))
            .SingleOrDefault(task => task.StepId == before.StepId);
        var snapshot = new VolumeSnapshot(volume, cluster, [.. hosts.Select(VdsHost.Of)], open)
        {
            HostByPeer = hosts.Where(static host => host.PeerUuid is not null).ToDictionary(static host => host.PeerUuid!.Value, VdsHost.Of),
            SharedFileSystems = await SharedFileSystemsAsync(db, parameters.ClusterId, cancellationToken),
        };
        return new(operation, ids, snapshot, await db.NowAsync(cancellationToken)) { Holder = before, Generation = generation ?? 0 };
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
            Validated = now,
            Options = options,
            Intent = operation,
            IntentDeadline = now + AnswerTime,
        });
        if (options.Throttle is not null)
            tree.Task.ThrottleBefore = await ThrottleMemory.TakeOverAsync(db, Snapshot.Volume.Id, holder.StepId, cancellationToken) ?? Throttles.Current(Snapshot.Volume);
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
        Opened = open with
        {
            Generation = Generation,
            State = open.State with { Intent = operation, IntentDeadline = now + AnswerTime, MissingViews = 0, MissingSince = null },
        };
        await db.UpdateTasksAsync([(open.StepId, open.JobId, Opened.State)], cancellationToken);
        return new(open.JobId, open.StepId, open.State.ExternalId);
    }

    private static async Task<IReadOnlySet<(Guid Peer, string Device)>> SharedFileSystemsAsync(EngineDb db, Guid clusterId, CancellationToken cancellationToken)
    {
        var shared = await (from brick in db.Bricks
                            join volume in db.Volumes on brick.VolumeId equals volume.Id
                            where volume.ClusterId == clusterId && brick.Device != null
                            group brick by new { brick.PeerUuid, brick.Device } into bricks
                            where bricks.Count() > 1
                            select bricks.Key).ToListAsync(cancellationToken);
        return shared.Select(static key => (key.PeerUuid, key.Device!)).ToHashSet();
    }

    private static async Task<LeaseHolder?> LockHolderAsync(EngineDb db, Guid volumeId, CancellationToken cancellationToken)
    {
        var lease = (await db.VolumeLeases.FromSql($"select * from volume_lease where volume_id = {volumeId} for update")
            .AsNoTracking().ToListAsync(cancellationToken)).SingleOrDefault();
        if (lease?.StepId is not { } stepId) return null;
        return await (from task in db.StepTasks
                      join job in db.Jobs on task.JobId equals job.Id
                      where task.StepId == stepId
                      select new LeaseHolder(job.Id, task.StepId, job.Description, task.Intent)).SingleAsync(cancellationToken);
    }
}
