namespace GlusterEngine.Vds.Simulated;

/// <summary>A cluster as it stands; changed only under the lock of its <see cref="SimulatedCluster"/>.</summary>
internal sealed class ClusterState(Guid id, SimulatedFaults faults)
{
    public Guid Id { get; } = id;

    public SimulatedFaults Faults { get; } = faults;

    public List<SimulatedPeer> Peers { get; } = [];

    /// <summary>Pools of machines beside it that are no peers of it; none of them has volumes.</summary>
    public List<ClusterState> OtherPools { get; } = [];

    /// <summary>By name, which is the order in which gluster lists them.</summary>
    public SortedDictionary<string, VolumeState> Volumes { get; } = new(StringComparer.Ordinal);

    /// <summary>Hooks of hosts, by address, as far as they were asked for.</summary>
    public Dictionary<string, PeerHooks> Hooks { get; } = new(StringComparer.Ordinal);

    /// <summary>Tasks started and volumes created so far; the next id of either follows from it.</summary>
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

    /// <summary>The pool that a machine is in: this one or one beside it; null for one that was never heard of.</summary>
    public ClusterState? PoolOf(string address) =>
        FindPeer(address) is not null ? this : OtherPools.Find(pool => pool.FindPeer(address) is not null);

    /// <summary>A pool of its own for machines that were never heard of.</summary>
    public void AddOtherPool(IEnumerable<string> addresses)
    {
        var pool = new ClusterState(Id, Faults);
        foreach (var address in addresses)
        {
            pool.AddPeer(address);
        }

        OtherPools.Add(pool);
    }

    public bool IsUp(string address) => !Faults.Host(address).IsDown;

    public VolumeState AddVolume(SimulatedVolume definition)
    {
        foreach (var brick in definition.Bricks)
        {
            _ = FindPeer(brick.Address.Host) ?? AddPeer(brick.Address.Host);
        }

        var volume = new VolumeState(definition.Id ?? SimulatedIdentity.Of(Id, "volume", definition.Name), definition, Faults.Volume(definition.Name));
        Volumes.Add(definition.Name, volume);
        return volume;
    }

    public Guid NextTaskId(int seed) => SimulatedIdentity.Of(Id, "task", $"{seed}/{++TasksStarted}");

    /// <summary>Of a volume that is created: never that of one before, whatever its name.</summary>
    public Guid NextVolumeId() => SimulatedIdentity.Of(Id, "created", $"{++TasksStarted}");

    /// <summary>Whether a volume that asks for server quorum has it: more than half of the pool.</summary>
    public bool HasQuorum(VolumeState volume) =>
        volume.Definition.Options.GetValueOrDefault("cluster.server-quorum-type") != "server"
        || 2 * Peers.Count(peer => IsUp(peer.Hostname)) > Peers.Count;
}
