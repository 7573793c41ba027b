using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Tasks;
using Reply = GlusterEngine.Vds.VdsReply<GlusterEngine.Vds.Tasks.TaskReport>;

namespace GlusterEngine.UnitTests.Engine.Interleavings;

/// <summary>
/// A volume with a brick on each node, as far as its tasks go: what gluster does with each order, and how many files that costs. It refuses a
/// stop while a node is away, because what that leaves behind (a ghost) is not modelled.
/// </summary>
internal sealed class ModelVolume(ModelPool pool, Guid id, string name)
{
    public Guid Id { get; } = id;

    public string Name { get; } = name;

    public SortedSet<int> Bricks { get; } = [1, 2, 3, 4];

    /// <summary>Files on each brick.</summary>
    public SortedDictionary<int, int> Files { get; } = new() { [1] = 2, [2] = 2, [3] = 2, [4] = 2 };

    public ModelTask? Task { get; private set; }

    public List<ModelTask> History { get; } = [];

    public bool IsLocked { get; set; }

    public bool IsDeleted { get; private set; }

    public int Lost { get; private set; }

    /// <summary>What stands in the option that the engine keeps there.</summary>
    public long Generation { get; private set; }

    /// <summary>Says a change behind the generation: compared, moved on, changed. Null where it had moved.</summary>
    public Reply? SayFenced(VolumeFence fence, Func<Reply> say)
    {
        if (!fence.Expected.Contains(Generation)) return null;
        if (IsLocked) return Refused(GlusterErrorMeaning.Locked);
        if (pool.Up.Count == 4) Generation = fence.Next;
        return say();
    }

    /// <summary>Sets the option alone; whether that was possible.</summary>
    public bool Stamp(long generation)
    {
        if (IsDeleted || IsLocked || pool.Up.Count < 4) return false;
        Generation = generation;
        return true;
    }

    public Reply Start(IReadOnlyList<int> leaving)
    {
        if (Refusal(needsAllNodes: true) is { } refusal) return refusal;
        if (Task?.Type == GlusterTaskType.RemoveBrick) return Refused(GlusterErrorMeaning.RemoveBrickPending);
        if (Task is { IsRunning: true }) return Refused(GlusterErrorMeaning.AlreadyStarted);
        if (leaving.Any(brick => !Bricks.Contains(brick)) || leaving.Count >= Bricks.Count) return Refused(GlusterErrorMeaning.WrongBricks);
        // The one before is erased, seen or not.
        Task?.Ends.Add(JobExecutionStatus.Aborted);
        Task = new(pool.NextId(), leaving, leaving.Count > 0 ? leaving : Bricks);
        History.Add(Task);
        return new Reply.Answered(new(Task.Id, []));
    }

    /// <param name="leaving">The bricks of a migration; none for a rebalance.</param>
    public Reply Stop(IReadOnlyList<int> leaving)
    {
        if (Refusal(needsAllNodes: true) is { } refusal) return refusal;
        if (Task is not { } task || task.Leaving.Count > 0 != leaving.Count > 0) return Refused(GlusterErrorMeaning.TaskNotFound);
        if (!leaving.Order().SequenceEqual(task.Leaving.Order())) return Refused(GlusterErrorMeaning.WrongBricks);
        // A stop that comes after the end erases the task all the same.
        End(JobExecutionStatus.Aborted);
        return new Reply.Answered(new(task.Id, [.. task.Nodes.Values.Select(Stopped)]));
    }

    public Reply Commit(IReadOnlyList<int> bricks)
    {
        if (Refusal(needsAllNodes: false) is { } refusal) return refusal;
        if (Task is not { Type: GlusterTaskType.RemoveBrick } task || !bricks.Order().SequenceEqual(task.Leaving.Order())) return Refused(GlusterErrorMeaning.NotDecommissioned);
        if (bricks.Any(brick => !pool.Up.Contains(brick))) return Refused(GlusterErrorMeaning.NodeDown);
        if (task.IsRunning) return Refused(GlusterErrorMeaning.MigrationInProgress);
        if (task.HasFailed || task.HasSkipped) return Refused(GlusterErrorMeaning.MigrationIncomplete);
        Remove(bricks);
        End(JobExecutionStatus.Finished);
        return new Reply.Answered(TaskReport.Gone);
    }

    /// <summary>Asks nobody: a migration that runs is dropped with its files.</summary>
    public Reply Force(IReadOnlyList<int> bricks)
    {
        if (Refusal(needsAllNodes: false) is { } refusal) return refusal;
        if (bricks.Any(brick => !Bricks.Contains(brick)) || bricks.Count >= Bricks.Count) return Refused(GlusterErrorMeaning.WrongBricks);
        if (Task is { Type: GlusterTaskType.Rebalance, IsRunning: true }) return Refused(GlusterErrorMeaning.TaskRunning);
        Remove(bricks);
        if (Task is { Type: GlusterTaskType.RemoveBrick } task) End(task.Leaving.All(bricks.Contains) ? JobExecutionStatus.Finished : JobExecutionStatus.Aborted);
        return new Reply.Answered(TaskReport.Gone);
    }

    public void Delete()
    {
        if (IsLocked || pool.Up.Count < 4 || Task is { IsRunning: true }) return;
        IsDeleted = true;
        foreach (var task in History) task.Ends.Add(JobExecutionStatus.Aborted);
        Task = null;
    }

    /// <summary>A node moves a file, or passes over one that is in use, or is done.</summary>
    public void Work(int node, bool skips)
    {
        if (Task is not { } task || !pool.Up.Contains(node)) return;
        task.Change(node, row => task.Type == GlusterTaskType.Rebalance ? Moved(row, isLast: row.Files > 0) : Migrate(task, row, node, skips));
    }

    private TaskNode Migrate(ModelTask task, TaskNode row, int node, bool skips)
    {
        if (skips && Files[node] > row.Skipped) return row with { Skipped = row.Skipped + 1, RunTime = row.RunTime + 1 };
        if (Files[node] <= row.Skipped) return row with { Status = GlusterTaskStatus.Completed, RunTime = row.RunTime + 1 };
        Files[node]--;
        Files[Bricks.First(brick => !task.Leaving.Contains(brick))]++;
        return Moved(row, isLast: Files[node] == row.Skipped);
    }

    private static TaskNode Moved(TaskNode row, bool isLast) => row with
    {
        Files = row.Files + 1,
        RunTime = row.RunTime + 1,
        Status = isLast ? GlusterTaskStatus.Completed : GlusterTaskStatus.InProgress,
    };

    private void Remove(IReadOnlyList<int> bricks)
    {
        foreach (var brick in bricks)
        {
            Bricks.Remove(brick);
            Lost += Files[brick];
            Files[brick] = 0;
        }

        // Once its bricks are gone nobody can tell whether a migration was stopped before.
        foreach (var task in History.Where(task => task.Leaving.Count > 0 && !task.Leaving.Any(Bricks.Contains))) task.Ends.Add(JobExecutionStatus.Finished);
        // Nor whether a rebalance had failed on a node that is away and has no brick any more.
        foreach (var task in History.Where(task => task is { Type: GlusterTaskType.Rebalance, IsRunning: false } && task.Rows(Bricks).All(static row => row.Status == GlusterTaskStatus.Completed)))
            task.Ends.Add(JobExecutionStatus.Finished);
    }

    private void End(JobExecutionStatus end)
    {
        Task!.Ends.Add(end);
        Task = null;
    }

    private Reply.Refused? Refusal(bool needsAllNodes) =>
        IsDeleted ? Refused(GlusterErrorMeaning.VolumeNotFound)
        : IsLocked ? Refused(GlusterErrorMeaning.Locked)
        : needsAllNodes && pool.Up.Count < 4 ? Refused(GlusterErrorMeaning.NodeDown)
        : null;

    private static Reply.Refused Refused(GlusterErrorMeaning meaning) => new(new(-1, 30800, meaning.ToString(), meaning));

    private static NodeReport Stopped(TaskNode node) => new(
        node.PeerUuid, node.Status == GlusterTaskStatus.InProgress ? GlusterTaskStatus.Stopped : node.Status,
        node.Files, node.Bytes, node.Scanned, node.Failed, node.Skipped, node.RunTime);
}
