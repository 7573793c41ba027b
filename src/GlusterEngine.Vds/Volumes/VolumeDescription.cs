using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Vds.Volumes;

/// <summary>A volume as <c>volume info</c> gives it.</summary>
/// <param name="Id">Gluster's volume id.</param>
/// <param name="Name">Name.</param>
/// <param name="Type">Layout.</param>
/// <param name="Status">Started or not.</param>
/// <param name="ReplicaCount">Copies of each file; 0 when the layout has none.</param>
/// <param name="ArbiterCount">Arbiters per replica set.</param>
/// <param name="DisperseCount">Bricks per disperse set; 0 when the layout has none.</param>
/// <param name="RedundancyCount">Redundant bricks per disperse set.</param>
/// <param name="TransportTypes"><c>tcp</c>, <c>rdma</c>.</param>
/// <param name="Bricks">Bricks in order.</param>
/// <param name="Options">Options that were set, by key.</param>
public sealed record VolumeDescription(
    Guid Id,
    string Name,
    GlusterVolumeType Type,
    GlusterVolumeStatus Status,
    int ReplicaCount,
    int ArbiterCount,
    int DisperseCount,
    int RedundancyCount,
    IReadOnlyList<string> TransportTypes,
    IReadOnlyList<BrickDescription> Bricks,
    IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Snapshots of it; null where that is not told, as by VDSM.</summary>
    public int? SnapshotCount { get; init; }
}
