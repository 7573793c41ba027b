using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Ghosts;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>What forbids the removal of bricks, its stop and its commit (spec/engine.md 1.4). Pure.</summary>
internal static class RemoveBrickRefusals
{
    private const string InvalidTaskType = "ACTION_TYPE_FAILED_GLUSTER_VOLUME_INVALID_TASK_TYPE";

    public static IEnumerable<Refusal> Start(VolumeSnapshot snapshot, StartRemoveBricksParameters parameters)
    {
        const string Verb = "start removing";
        var volume = snapshot.Volume;
        var selection = BrickSelection.Of(volume, parameters.Bricks);
        foreach (var refusal in selection.Refusals(volume, Verb)) yield return refusal;
        foreach (var refusal in All(volume, selection, Verb)) yield return refusal;
        foreach (var refusal in ReplicaCount(volume, parameters.ReplicaCount, Verb, migrates: true)) yield return refusal;
        if (BrokenSets(volume, selection.Bricks, Verb) is { } broken) yield return broken;
        foreach (var refusal in VolumeRefusals.BricksDown(volume, Verb)) yield return refusal;
        foreach (var refusal in Throttles.Refusals(parameters.Throttle, Verb)) yield return refusal;
        if (selection.Bricks.Count < volume.Bricks.Count
            && MigrationPlan.Of(volume, selection.Bricks, snapshot.SharedFileSystems) is { Fits: false } plan && !parameters.ForcePlan)
        {
            yield return new("ACTION_TYPE_FAILED_MIGRATION_DOES_NOT_FIT",
                $"Cannot {Verb} Brick(s). {plan.Summary} Free space or add bricks first, or say force_plan=true.", RefusalKind.Conflict);
        }
    }

    public static IEnumerable<Refusal> Stop(VolumeSnapshot snapshot, BricksParameters parameters, bool activates)
    {
        const string Verb = "stop removing";
        if (NotTheTask(snapshot, parameters, Verb) is { } refusal)
        {
            yield return refusal;
        }
        else if (activates && snapshot.OpenTask!.State.Status != JobExecutionStatus.Finished)
        {
            yield return new("ACTION_TYPE_FAILED_BRICKS_NOT_ACTIVATABLE",
                $"The migration of volume {snapshot.Volume.Name} is {State(snapshot)}: wait for its end, or stop it with stopmigrate.", RefusalKind.Conflict)
            {
                Reason = "Brick(s) cannot be activated unless data migration is completed",
            };
        }
    }

    public static IEnumerable<Refusal> Commit(VolumeSnapshot snapshot, CommitRemoveBricksParameters parameters)
    {
        const string Verb = "commit removing";
        var selection = BrickSelection.Of(snapshot.Volume, parameters.Bricks);
        if (parameters.Override && string.IsNullOrWhiteSpace(parameters.Reason))
            yield return new("ACTION_TYPE_FAILED_REASON_REQUIRED", $"Cannot {Verb} Brick(s). override=true takes a reason: it goes into the audit log.", RefusalKind.BadParameters);
        if (NotTheTask(snapshot, parameters, Verb) is { } refusal)
        {
            // A removal of bricks that are there is no mistake of the request; there is only nothing of theirs to commit.
            var isConflict = selection.Bricks.Count > 0 || refusal.Key == InvalidTaskType;
            yield return parameters.IsRemoval && isConflict && selection.Unknown.Count == 0 ? refusal with { Kind = RefusalKind.Conflict } : refusal;
        }
        else if (snapshot.OpenTask!.State.Status is not (JobExecutionStatus.Finished or JobExecutionStatus.Failed))
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_REMOVE_BRICKS_NOT_FINISHED",
                $"Cannot {Verb} Brick(s). Remove brick not finished. The migration of volume {snapshot.Volume.Name} is {State(snapshot)}: wait for its end, or stop it.", RefusalKind.Conflict);
        }
    }

    public static IEnumerable<Refusal> Force(VolumeSnapshot snapshot, RemoveBricksParameters parameters)
    {
        const string Verb = "remove";
        var volume = snapshot.Volume;
        var selection = BrickSelection.Of(volume, parameters.Bricks);
        if (string.IsNullOrWhiteSpace(parameters.Reason))
            yield return new("ACTION_TYPE_FAILED_REASON_REQUIRED", $"Cannot {Verb} Brick(s). force=true loses the files on them, so it takes a reason: it goes into the audit log.", RefusalKind.BadParameters);
        foreach (var refusal in selection.Refusals(volume, Verb)) yield return refusal;
        foreach (var refusal in All(volume, selection, Verb)) yield return refusal;
        foreach (var refusal in ReplicaCount(volume, parameters.ReplicaCount, Verb, migrates: false)) yield return refusal;
        if (volume.Type == GlusterVolumeType.Disperse)
            yield return new("ACTION_TYPE_FAILED_REMOVE_BRICK_FROM_DISPERSE_VOLUME_NOT_SUPPORTED", $"Cannot {Verb} Brick(s). Removal of bricks from disperse volume is not supported.", RefusalKind.BadParameters);
        if (WrongBricks(volume, selection.Bricks, parameters.ReplicaCount, Verb) is { } wrong) yield return wrong;
        if (snapshot.Ghosts is [var (host, taskId), ..])
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_TASK_GHOST",
                $"Cannot {Verb} Brick(s). Host {host} still shows task {taskId} of volume {volume.Name}, which the others do not: its processes may be at work on the bricks. {GhostText.Cure(host)}",
                RefusalKind.Conflict);
        }
    }

    public static bool IsReduction(GlusterVolume volume, int? replicaCount) => replicaCount is > 0 && replicaCount < volume.ReplicaCount;

    private static IEnumerable<Refusal> All(GlusterVolume volume, BrickSelection selection, string verb)
    {
        if (selection.Bricks.Count > 0 && selection.Bricks.Count == volume.Bricks.Count)
        {
            yield return new("ACTION_TYPE_FAILED_CAN_NOT_REMOVE_ALL_BRICKS_FROM_VOLUME",
                $"Cannot {verb} Brick(s). Cannot remove all the bricks from a Volume. Delete volume {volume.Name} instead, or leave a brick.", RefusalKind.Conflict);
        }
    }

    private static IEnumerable<Refusal> ReplicaCount(GlusterVolume volume, int? asked, string verb, bool migrates)
    {
        if (asked is not > 0 || asked == volume.ReplicaCount || (volume.ReplicaCount <= 1 && asked == 1)) yield break;
        if (asked > volume.ReplicaCount)
            yield return new("ACTION_TYPE_FAILED_CAN_NOT_INCREASE_REPLICA_COUNT", $"Cannot {verb} Brick(s). Replica count cannot be increased when removing bricks. That of volume {volume.Name} is {volume.ReplicaCount}.", RefusalKind.Conflict);
        else if (asked < volume.ReplicaCount - 1)
            yield return new("ACTION_TYPE_FAILED_CAN_NOT_REDUCE_REPLICA_COUNT_MORE_THAN_ONE", $"Cannot {verb} Brick(s). Replica count cannot be reduced by more than one. That of volume {volume.Name} is {volume.ReplicaCount}.", RefusalKind.Conflict);
        else if (migrates)
            yield return new("ACTION_TYPE_FAILED_CAN_NOT_REDUCE_REPLICA_COUNT_WITH_DATA_MIGRATION", $"Cannot {verb} Brick(s). Data migration is not needed while reducing the replica count. Remove the bricks with force=true and a reason.", RefusalKind.Conflict);
    }

    private static Refusal? BrokenSets(GlusterVolume volume, IReadOnlyList<GlusterBrick> chosen, string verb)
    {
        var broken = volume.BrickSets().Where(set => set.Any(chosen.Contains) && !set.All(chosen.Contains)).ToList();
        if (broken.Count == 0) return null;
        var sets = string.Join(" | ", broken.Select(static set => string.Join(", ", set.Select(static brick => brick.Address))));
        return new("ACTION_TYPE_FAILED_BRICKS_NOT_WHOLE_SETS",
            $"Cannot {verb} Brick(s). Bricks of volume {volume.Name} leave in whole sets only; name all of: {sets}.", RefusalKind.BadParameters);
    }

    private static Refusal? WrongBricks(GlusterVolume volume, IReadOnlyList<GlusterBrick> chosen, int? replicaCount, string verb) =>
        !IsReduction(volume, replicaCount) ? BrokenSets(volume, chosen, verb)
        : replicaCount == volume.ReplicaCount - 1 ? WrongCopies(volume, chosen, verb)
        : null;

    /// <summary>Each set loses one copy when the replica count is reduced by one: the arbiter where there is one, else any.</summary>
    private static Refusal? WrongCopies(GlusterVolume volume, IReadOnlyList<GlusterBrick> chosen, string verb)
    {
        var copies = volume.BrickSets().Select(static set => set.Any(static brick => brick.IsArbiter) ? set.Where(static brick => brick.IsArbiter).ToArray() : set).ToList();
        if (chosen.Count == copies.Count && copies.TrueForAll(set => set.Count(chosen.Contains) == 1)) return null;
        var sets = string.Join(" | ", copies.Select(static set => string.Join(", ", set.Select(static brick => brick.Address))));
        return new("ACTION_TYPE_FAILED_BRICKS_NOT_WHOLE_SETS",
            $"Cannot {verb} Brick(s). To reduce the replica count of volume {volume.Name} by one, name one brick of each of: {sets}.", RefusalKind.BadParameters);
    }

    /// <summary>The volume's open task must be a migration, already answered by gluster, of exactly the named bricks.</summary>
    private static Refusal? NotTheTask(VolumeSnapshot snapshot, BricksParameters parameters, string verb)
    {
        var named = BrickSelection.Of(snapshot.Volume, parameters.Bricks);
        // Whatever there is to end, nobody can tell which brick is meant.
        if (named.Unknown.Any(static brick => brick is { Id: not null, Name: not null })) return named.Refusals(snapshot.Volume, verb).First();
        var task = snapshot.OpenTask;
        if (task is null)
        {
            return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_REMOVE_BRICKS_NOT_STARTED",
                $"Cannot {verb} Brick(s). Remove brick not started. Volume {snapshot.Volume.Name} has no migration; start one with migrate.", RefusalKind.Conflict);
        }

        if (task.TaskType != GlusterTaskType.RemoveBrick || task.State.ExternalId is null)
        {
            // A migration that gluster has not accepted yet may become one in a moment.
            return new(InvalidTaskType,
                $"Cannot {verb} Brick(s). Invalid task type. The task of volume {snapshot.Volume.Name} is no migration that gluster has accepted: job {task.JobId}.",
                task.TaskType == GlusterTaskType.RemoveBrick ? RefusalKind.Conflict : RefusalKind.BadParameters);
        }

        var migrated = task.Bricks.Select(static brick => brick.Address).ToHashSet();
        return migrated.Count > 0 && named.Unknown.Count == 0 && migrated.SetEquals(named.Bricks.Select(static brick => brick.Address))
            ? null
            : new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_REMOVE_BRICKS_PARAMS_INVALID",
                $"Cannot {verb} Brick(s). The list of bricks does not match with the bricks used while starting the action. Valid bricks: {string.Join(", ", migrated)}", RefusalKind.BadParameters);
    }

    private static string State(VolumeSnapshot snapshot) => snapshot.OpenTask!.State.Status switch
    {
        JobExecutionStatus.Started => "still running",
        var status => status.ToString().ToLowerInvariant(),
    };
}
