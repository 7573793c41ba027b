using System.Collections.Concurrent;
using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>The switches for what may go wrong in one simulated cluster. They belong to this process and are not saved.</summary>
public sealed class SimulatedFaults
{
    private readonly ConcurrentDictionary<string, HostFaults> hosts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, VolumeFaults> volumes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<BrickAddress, BrickFaults> bricks = new();

    private volatile bool losesTaskLists;

    /// <summary>No question for tasks is answered by any host, as when the glusterd of a peer is frozen; all others are.</summary>
    public bool LosesTaskLists
    {
        get => losesTaskLists;
        set => losesTaskLists = value;
    }

    /// <summary>Switches of a host.</summary>
    /// <param name="address">Its address.</param>
    public HostFaults Host(string address) => hosts.GetOrAdd(address, static _ => new HostFaults());

    /// <summary>Switches of a volume.</summary>
    /// <param name="name">Its name.</param>
    public VolumeFaults Volume(string name) => volumes.GetOrAdd(name, static _ => new VolumeFaults());

    /// <summary>Switches of a brick.</summary>
    /// <param name="address">Where it lies.</param>
    public BrickFaults Brick(BrickAddress address) => bricks.GetOrAdd(address, static _ => new BrickFaults());

    internal bool LosesReplyTo(IReadOnlyList<string> words) => LosesTaskLists && words.Contains("status") && words[^1] == "tasks";
}
