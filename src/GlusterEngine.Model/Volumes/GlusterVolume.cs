using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Model.Volumes;

/// <summary>A gluster volume as the last complete <c>volume info</c> described it.</summary>
public sealed class GlusterVolume
{
    /// <summary>Gluster's own volume id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Cluster whose pool holds it.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>Name, unique within the cluster.</summary>
    public required string Name { get; set; }

    /// <summary>Layout.</summary>
    public required GlusterVolumeType Type { get; set; }

    /// <summary>Started or not.</summary>
    public required GlusterVolumeStatus Status { get; set; }

    /// <summary>Copies of each file, arbiters counted; 0 when the layout has none.</summary>
    public int ReplicaCount { get; set; }

    /// <summary>Bricks of a replica set that are arbiters; 0 when none.</summary>
    public int ArbiterCount { get; set; }

    /// <summary>Bricks of a disperse set; 0 when the layout has none.</summary>
    public int DisperseCount { get; set; }

    /// <summary>Bricks of a disperse set that may be lost; 0 when the layout has none.</summary>
    public int RedundancyCount { get; set; }

    /// <summary>Transports, lower case: <c>tcp</c>, <c>rdma</c>.</summary>
    public required string[] TransportTypes { get; set; }

    /// <summary>Snapshots that gluster keeps of it; 0 also while none of the ways to its hosts tells.</summary>
    public int SnapshotCount { get; set; }

    /// <summary>The task gluster last listed for the volume; null when none was ever seen. A known id is never adopted again.</summary>
    public Guid? TaskId { get; set; }

    /// <summary>Whether the tasks sync has looked at the volume at least once, so that a new task is told from an old one.</summary>
    public bool TasksObserved { get; set; }

    /// <summary>Database time at which the engine itself last wrote one of its options; null = never.</summary>
    public DateTimeOffset? OptionsWrittenAt { get; set; }

    /// <summary>Database time at which the look began that the states of its bricks are from; null before the first.</summary>
    public DateTimeOffset? BricksLookAt { get; set; }

    /// <summary>Bricks in gluster's order.</summary>
    public List<GlusterBrick> Bricks { get; init; } = [];

    /// <summary>Options that were set.</summary>
    public List<GlusterVolumeOption> Options { get; init; } = [];

    /// <summary>The sets of bricks that hold the same files (replicas) or parts of them (disperse), in order; single bricks where there are none.</summary>
    public IEnumerable<GlusterBrick[]> BrickSets() =>
        Bricks.OrderBy(static brick => brick.BrickOrder).Chunk(Math.Max(1, DisperseCount > 0 ? DisperseCount : ReplicaCount));

    /// <summary>Whether files are spread over more than one set by design, so that a rebalance makes sense.</summary>
    public bool IsDistributed => Type is GlusterVolumeType.Distribute or GlusterVolumeType.DistributedReplicate or GlusterVolumeType.DistributedStripe
        or GlusterVolumeType.DistributedStripedReplicate or GlusterVolumeType.DistributedDisperse;
}
