using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Commands;

/// <summary>What a command is validated against: read in its transaction, with the volume's lock row held.</summary>
/// <param name="Volume">The volume with its bricks.</param>
/// <param name="ClusterName">Its cluster, for texts.</param>
/// <param name="Hosts">Hosts of the cluster that are up.</param>
/// <param name="OpenTask">The open task that holds the volume's lock; null when nobody does.</param>
public sealed record VolumeSnapshot(GlusterVolume Volume, string ClusterName, IReadOnlyList<VdsHost> Hosts, OpenTask? OpenTask)
{
    /// <summary>Database time of the transaction.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>How the volume's last task ended, and how long before; null when there was none.</summary>
    public (JobExecutionStatus Status, TimeSpan Ago)? LastEnd { get; init; }

    /// <summary>Of those hosts, the one of each peer.</summary>
    public IReadOnlyDictionary<Guid, VdsHost> HostByPeer { get; init; } = new Dictionary<Guid, VdsHost>();

    /// <summary>Names of the hosts of the cluster that are known and not up, by peer.</summary>
    public IReadOnlyDictionary<Guid, string> AwayByPeer { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Behind which changes are said to gluster; null while nothing may be.</summary>
    public VolumeStamp? Stamp { get; init; }

    /// <summary>What the gate found right before, where the command has one.</summary>
    public GateReport? Gate { get; init; }

    /// <summary>File systems, by peer and device, that hold more than one brick of the cluster, whatever their volumes.</summary>
    public IReadOnlySet<(Guid Peer, string Device)> SharedFileSystems { get; init; } = new HashSet<(Guid, string)>();

    /// <summary>Tasks that only some hosts still show, with the name of such a host: their processes may run.</summary>
    public IReadOnlyList<(string Host, Guid TaskId)> Ghosts { get; init; } = [];

    /// <summary>Bricks of all volumes of the cluster, with the volume's name; read by commands that add some.</summary>
    public IReadOnlyDictionary<BrickAddress, string> UsedBricks { get; init; } = new Dictionary<BrickAddress, string>();

    /// <summary>Whether there is a volume of that name already; for one that is to be created.</summary>
    public bool IsNameTaken { get; init; }
}
