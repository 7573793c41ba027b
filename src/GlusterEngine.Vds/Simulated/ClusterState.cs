namespace GlusterEngine.Vds.Simulated;

/// <summary>A cluster as it stands; changed only under the lock of its <see cref="SimulatedCluster"/>.</summary>
internal sealed class ClusterState(Guid id)
{
    public Guid Id { get; } = id;

    public SimulatedFaults Faults { get; } = new();

    public List<SimulatedPeer> Peers { get; } = [];

    /// <summary>By name, which is the order in which gluster lists them.</summary>
    public SortedDictionary<string, VolumeState> Volumes { get; } = new(StringComparer.Ordinal);

    /// <summary>Tasks started so far; the next task id follows from it.</summary>
    public int TasksStarted { get; set; }

    public SimulatedPeer? FindPeer(string address)
    {
        foreach (var peer in Peers)
        {
            if (peer.Hostname == address)
            {
                return peer;
            }
        }

        return null;
    }

    public SimulatedPeer AddPeer(string address)
    {
        var peer = new SimulatedPeer(SimulatedIdentity.Of(Id, "peer", address), address);
        Peers.Add(peer);
        return peer;
    }

    public bool IsUp(string address) => !Faults.Host(address).IsDown;

    public VolumeState AddVolume(SimulatedVolume definition)
    {
        foreach (var brick in definition.Bricks)
        {
            _ = FindPeer(brick.Address.Host) ?? AddPeer(brick.Address.Host);
        }

        var volume = new VolumeState(SimulatedIdentity.Of(Id, "volume", definition.Name), definition, Faults.Volume(definition.Name));
        Volumes.Add(definition.Name, volume);
        return volume;
    }

    public Guid NextTaskId(int seed) => SimulatedIdentity.Of(Id, "task", $"{seed}/{++TasksStarted}");

    /// <summary>Whether a volume that asks for server quorum has it: more than half of the pool.</summary>
    public bool HasQuorum(VolumeState volume) =>
        volume.Definition.Options.GetValueOrDefault("cluster.server-quorum-type") != "server"
        || 2 * Peers.Count(peer => IsUp(peer.Hostname)) > Peers.Count;
}
