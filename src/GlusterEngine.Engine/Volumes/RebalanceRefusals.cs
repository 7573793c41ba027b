using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>What forbids a rebalance or its stop (spec/engine.md 1.4). Pure.</summary>
internal static class RebalanceRefusals
{
    public static IEnumerable<Refusal> Start(GlusterVolume volume, StartRebalanceParameters parameters)
    {
        const string Cannot = "Cannot rebalance Gluster Volume.";
        if (parameters is { FixLayout: true, Force: true })
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_FIX_LAYOUT_WITH_FORCE",
                $"{Cannot} fix_layout and force exclude each other: a fix of the layout moves no file. Leave one out.", RefusalKind.BadParameters);
        }

        if (!volume.IsDistributed)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_NOT_DISTRIBUTED",
                $"{Cannot} Gluster Volume is not distributed. Volume {volume.Name} is of type {volume.Type}: there is nothing to spread.", RefusalKind.BadParameters);
        }
        else if (volume.Bricks.Count == 1)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_DISTRIBUTED_AND_HAS_SINGLE_BRICK",
                $"{Cannot} Gluster Volume has a single brick. Add a brick to volume {volume.Name} first.", RefusalKind.BadParameters);
        }

        foreach (var refusal in VolumeRefusals.BricksDown(volume, "rebalance")) yield return refusal;
        foreach (var refusal in Throttles.Refusals(parameters.Throttle, "rebalance Gluster Volume")) yield return refusal;
    }

    public static IEnumerable<Refusal> Stop(VolumeSnapshot snapshot)
    {
        if (snapshot.OpenTask is { TaskType: GlusterTaskType.Rebalance, State: { Status: JobExecutionStatus.Started, ExternalId: not null } }) yield break;
        if (snapshot.OpenTask is { TaskType: GlusterTaskType.Rebalance, State.Intent: not null }) yield break;
        yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_REBALANCE_NOT_STARTED",
            $"Cannot stop rebalance Gluster Volume. Rebalance is not running on the volume {snapshot.Volume.Name} in cluster {snapshot.ClusterName}.",
            RefusalKind.Conflict);
    }
}
