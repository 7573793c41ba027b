using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>What forbids to start, stop or delete a volume (spec/engine.md 6.1). Pure.</summary>
internal static class SwitchRefusals
{
    public static IEnumerable<Refusal> Start(VolumeSnapshot snapshot, bool force)
    {
        if (snapshot.Volume.Status == GlusterVolumeStatus.Up && !force)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_ALREADY_STARTED",
                $"Cannot start Gluster Volume. Gluster Volume {snapshot.Volume.Name} already started. To bring up bricks that are down, say force=true.", RefusalKind.Conflict);
        }
    }

    public static IEnumerable<Refusal> Stop(VolumeSnapshot snapshot, bool force)
    {
        foreach (var refusal in Task(snapshot, "stop")) yield return refusal;
        if (snapshot.Volume.Status == GlusterVolumeStatus.Down && !force)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_ALREADY_STOPPED",
                $"Cannot stop Gluster Volume. Gluster Volume {snapshot.Volume.Name} already stopped; there is nothing to do.", RefusalKind.Conflict);
        }
    }

    public static IEnumerable<Refusal> Delete(VolumeSnapshot snapshot)
    {
        foreach (var refusal in Task(snapshot, "delete")) yield return refusal;
        if (snapshot.Volume.Status != GlusterVolumeStatus.Down)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_IS_UP",
                $"Cannot delete Gluster Volume. Gluster Volume {snapshot.Volume.Name} is up. Stop it first.", RefusalKind.Conflict);
        }

        if (snapshot.Volume.SnapshotCount > 0)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_HAS_SNAPSHOTS",
                $"Cannot delete Gluster Volume. Gluster Volume {snapshot.Volume.Name} has {snapshot.Volume.SnapshotCount} snapshots. Delete them first: gluster snapshot delete volume {snapshot.Volume.Name}.", RefusalKind.Conflict);
        }
    }

    private static IEnumerable<Refusal> Task(VolumeSnapshot snapshot, string verb)
    {
        if (snapshot.OpenTask is not { } task) yield break;
        var (volume, cluster) = (snapshot.Volume.Name, snapshot.ClusterName);
        yield return task.TaskType == GlusterTaskType.RemoveBrick
            ? new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_CANNOT_STOP_REMOVE_BRICK_IN_PROGRESS",
                $"Cannot {verb} Gluster Volume. Remove brick operation is running on the volume {volume} in cluster {cluster}. Commit or stop it first.", RefusalKind.Conflict)
            : new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_CANNOT_STOP_REBALANCE_IN_PROGRESS",
                $"Cannot {verb} Gluster Volume. Rebalance is running on the volume {volume} in cluster {cluster}. Stop it first.", RefusalKind.Conflict);
    }
}
