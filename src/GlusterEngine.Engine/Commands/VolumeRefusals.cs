using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Commands;

/// <summary>Checks of volumes that several commands share (spec/engine.md 1.4). Pure.</summary>
internal static class VolumeRefusals
{
    /// <summary>Key of refusals because somebody else works on the volume at this moment.</summary>
    public const string InProgress = "ACTION_TYPE_FAILED_VOLUME_OPERATION_IN_PROGRESS";

    /// <summary>The lock, the hosts, and that the volume is started.</summary>
    public static IEnumerable<Refusal> Common(VolumeSnapshot snapshot, LeaseHolder? holder, TaskOperation operation, string verb)
    {
        var (volume, cluster) = (snapshot.Volume, snapshot.ClusterName);
        if (volume.Status != GlusterVolumeStatus.Up)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_SHOULD_BE_STARTED",
                $"Cannot {verb} Gluster Volume. Gluster Volume should be started. Volume {volume.Name} is {volume.Status.ToString().ToLowerInvariant()}.", RefusalKind.Conflict);
        }

        if (holder is not null && (operation is TaskOperation.Start or TaskOperation.ForceRemove || holder.IsUnanswered)) yield return Held(snapshot, holder, $"Cannot {verb} Gluster Volume.");
        foreach (var refusal in NoHost(snapshot.Hosts, cluster, $"Cannot {verb} Gluster Volume.")) yield return refusal;
    }

    /// <summary>Somebody else holds the volume's lease.</summary>
    public static Refusal Held(VolumeSnapshot snapshot, LeaseHolder holder, string cannot) => new(
        InProgress,
        $"{cannot} A task is in progress on the volume {snapshot.Volume.Name} in cluster {snapshot.ClusterName}. " + holder.Describe(), RefusalKind.Conflict)
    {
        Holder = holder,
    };

    /// <summary>Conflicts about a volume say who holds its lease, whatever they are about: that is who, or what, may have to end first.</summary>
    public static IEnumerable<Refusal> Naming(this IEnumerable<Refusal> refusals, LeaseHolder? holder) =>
        refusals.Select(refusal => refusal is { Kind: RefusalKind.Conflict, Holder: null } ? refusal with { Holder = holder } : refusal);

    /// <summary>There is nobody to ask.</summary>
    public static IEnumerable<Refusal> NoHost(IReadOnlyList<VdsHost> hosts, string cluster, string cannot)
    {
        if (hosts.Count == 0)
            yield return new("ACTION_TYPE_FAILED_NO_UP_SERVER_FOUND", $"{cannot} No up server found in {cluster}. Bring one of its hosts up, or add one.", RefusalKind.Conflict);
    }

    /// <summary>Sets of the volume in which too few bricks are up to serve their files.</summary>
    public static IEnumerable<Refusal> BricksDown(GlusterVolume volume, string verb)
    {
        var needed = volume.DisperseCount > 0 ? volume.DisperseCount - volume.RedundancyCount : 1;
        var down = volume.BrickSets()
            .Where(set => set.Count(static brick => brick is { Status: not GlusterBrickStatus.Down, IsArbiter: false }) < needed)
            .SelectMany(static set => set.Where(static brick => brick.Status == GlusterBrickStatus.Down))
            .Select(static brick => brick.Address.ToString())
            .ToList();
        if (down.Count > 0)
        {
            yield return new("ACTION_TYPE_FAILED_ONE_OR_MORE_BRICKS_ARE_DOWN",
                $"Cannot {verb} Gluster Volume. One or more bricks are down. Bring up {string.Join(", ", down)} of volume {volume.Name} first.", RefusalKind.Conflict);
        }
    }
}
