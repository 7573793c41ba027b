using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>What one look at gluster showed of a volume that answered. A volume that was locked, stopped or left out has none.</summary>
/// <param name="Task">Its task; null when gluster lists none.</param>
/// <param name="Nodes">Counters per node; null when they were not asked for or did not come.</param>
/// <param name="StatusHung">Whether the question for the counters ran into its time-out: the volume must be left alone for a while.</param>
/// <param name="Bricks">Its bricks as gluster lists them now; null when that was not asked for. Asked when a migration is missing.</param>
public sealed record VolumeTaskView(
    GlusterTask? Task, IReadOnlyList<TaskNode>? Nodes = null, bool StatusHung = false, IReadOnlySet<BrickAddress>? Bricks = null)
{
    /// <summary>What hosts have written down of commands about its tasks; read when its task is about to be given up.</summary>
    public IReadOnlyList<HostRecord> History { get; init; } = [];

    /// <summary>What its hosts list of its task where a node does not know of it, so that nobody tells counters; null otherwise.</summary>
    public PartlyKnownTask? Partly { get; init; }
}
