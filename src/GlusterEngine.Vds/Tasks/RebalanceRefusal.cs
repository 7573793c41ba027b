using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Why gluster refuses the status or stop of a rebalance, told from the volume instead of from gluster's words. Pure.</summary>
internal static class RebalanceRefusal
{
    /// <summary>The refusal in gluster's own words; null when the volume shows no reason.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="tasks">Its tasks. Without one there is nothing to show or stop, whatever happened before.</param>
    public static GlusterError? Explain(VolumeDescription volume, IReadOnlyList<GlusterTask> tasks)
    {
        if (SetsOf(volume) <= 1)
            return new(-1, 0, $"Volume {volume.Name} is not a distribute volume or contains only 1 brick.\nNot performing rebalance", GlusterErrorMeaning.NotDistributed);
        if (volume.Status != GlusterVolumeStatus.Up)
            return new(-1, 0, $"Volume {volume.Name} needs to be started to perform rebalance", GlusterErrorMeaning.VolumeNotStarted);
        return tasks.Any(static task => task.Type is GlusterTaskType.Rebalance or GlusterTaskType.Unknown)
            ? null
            : new(-1, 0, $"Rebalance not started for volume {volume.Name}.", GlusterErrorMeaning.TaskNotFound);
    }

    private static int SetsOf(VolumeDescription volume) => volume.Bricks.Count / Math.Max(1, Math.Max(volume.ReplicaCount, volume.DisperseCount));
}
