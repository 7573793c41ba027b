using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Vds.Simulated;

/// <summary>A simulated volume: what gluster tells about it, and how much work its tasks have.</summary>
public sealed record SimulatedVolume
{
    /// <summary>Name; gluster's volume id follows from the cluster id and it, unless the volume was created by a command.</summary>
    public required string Name { get; init; }

    /// <summary>Gluster's volume id; null for the one that follows from the name.</summary>
    public Guid? Id { get; init; }

    /// <summary>Bricks in order; sets are runs of neighbours.</summary>
    public required IReadOnlyList<SimulatedBrick> Bricks { get; init; }

    /// <summary>Copies of each file; 1 for none.</summary>
    public int ReplicaCount { get; init; } = 1;

    /// <summary>Arbiters per replica set; the last bricks of each set.</summary>
    public int ArbiterCount { get; init; }

    /// <summary>Bricks per disperse set; 0 when the layout has none.</summary>
    public int DisperseCount { get; init; }

    /// <summary>Redundant bricks per disperse set.</summary>
    public int RedundancyCount { get; init; }

    /// <summary>Whether it is started.</summary>
    public bool IsStarted { get; init; } = true;

    /// <summary>Options that were set, by key; gluster sets three itself. <c>cluster.server-quorum-type</c> = <c>server</c> is obeyed.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["storage.fips-mode-rchecksum"] = "on",
        ["transport.address-family"] = "inet",
        ["nfs.disable"] = "on",
    };

    /// <summary>Files a rebalance moves, all nodes together. Each rebalance finds as many again, so that a demo can be repeated.</summary>
    public long FilesToMove { get; init; } = 3_000;

    /// <summary>Files each node of the volume looks at.</summary>
    public long FilesToScan { get; init; } = 10_000;

    /// <summary>Size of a file.</summary>
    public long BytesPerFile { get; init; } = 1 << 20;

    /// <summary>Files a node moves in a second at <see cref="SimulatedOptions.Speed"/> 1; gluster does 30 to 60 small ones.</summary>
    public double FilesPerSecond { get; init; } = 40;

    /// <summary>How many of <see cref="FilesToMove"/> fail.</summary>
    public long FilesThatFail { get; init; }

    /// <summary>How many of <see cref="FilesToMove"/> are passed over.</summary>
    public long FilesSkipped { get; init; }

    /// <summary>Bricks that hold the same files.</summary>
    internal int SetSize => DisperseCount > 0 ? DisperseCount : ReplicaCount;

    /// <summary>Sets over which files are spread.</summary>
    internal int SetCount => Bricks.Count / SetSize;

    /// <summary>Layout, as the counts make it.</summary>
    internal GlusterVolumeType Type => (DisperseCount > 0, ReplicaCount > 1, SetCount > 1) switch
    {
        (true, _, false) => GlusterVolumeType.Disperse,
        (true, _, true) => GlusterVolumeType.DistributedDisperse,
        (false, true, false) => GlusterVolumeType.Replicate,
        (false, true, true) => GlusterVolumeType.DistributedReplicate,
        _ => GlusterVolumeType.Distribute,
    };

    /// <summary>Whether it has a brick.</summary>
    internal bool Has(BrickAddress address)
    {
        foreach (var brick in Bricks)
        {
            if (brick.Address == address)
            {
                return true;
            }
        }

        return false;
    }
}
