using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>One simulated cluster: its state behind one lock.</summary>
internal sealed class SimulatedCluster(ClusterState state)
{
    private readonly Lock gate = new();

    public SimulatedFaults Faults => state.Faults;

    /// <summary>What the host says to a command line. A host that was never heard of joins the pool.</summary>
    public SimulatedAnswer Answer(string address, IReadOnlyList<string> words, DateTimeOffset now, SimulatedOptions options)
    {
        lock (gate)
        {
            var known = state.PoolOf(address);
            var pool = known ?? state;
            var question = new Question(pool, pool.FindPeer(address) ?? pool.AddPeer(address), words, now, options);
            var answer = state.IsUp(address) ? Answer(question) : Disconnected();
            return known is null ? answer with { HasChanged = true } : answer;
        }
    }

    /// <summary>Adds the hosts and volumes that are missing; whether there were any.</summary>
    public bool Add(SimulatedTopology topology)
    {
        lock (gate)
        {
            var hosts = topology.Hosts.Where(host => state.PoolOf(host.Address) is null).ToList();
            var pools = topology.OtherPools.Where(pool => pool.All(host => state.PoolOf(host.Address) is null)).ToList();
            var volumes = topology.Volumes.Where(volume => !state.Volumes.ContainsKey(volume.Name)).ToList();
            hosts.ForEach(host => state.AddPeer(host.Address));
            pools.ForEach(pool => state.AddOtherPool(pool.Select(static host => host.Address)));
            volumes.ForEach(volume => state.AddVolume(volume));
            return hosts.Count + pools.Count + volumes.Count > 0;
        }
    }

    /// <summary>Changes what the process of a node does.</summary>
    /// <exception cref="InvalidOperationException">The volume has no task, or none on that node.</exception>
    public void Switch(string volumeName, string address, SimulatedDaemonState daemon, DateTimeOffset now)
    {
        lock (gate)
        {
            var volume = VolumeWithTaskOn(volumeName, address);
            var node = volume.Task!.On(address)!;
            volume.Task = volume.Task.With(node.Switch(daemon, now));
            if (node.Daemon == SimulatedDaemonState.Frozen && daemon != SimulatedDaemonState.Frozen)
            {
                Wake(volume);
            }
        }
    }

    /// <summary>Leaves a volume's task on one host only.</summary>
    /// <exception cref="InvalidOperationException">The volume has no task, or none on that host.</exception>
    public void LeaveGhost(string volumeName, string address)
    {
        lock (gate)
        {
            GhostTask.Leave(VolumeWithTaskOn(volumeName, address), address);
        }
    }

    /// <summary>What lies on a brick; null when no volume of that id has it, or its host is down.</summary>
    public BrickScan? Scan(BrickAddress brick, Guid volumeId, DateTimeOffset now)
    {
        lock (gate)
        {
            var volume = state.Volumes.Values.FirstOrDefault(volume => volume.Id == volumeId && volume.Definition.Has(brick));
            return volume is null || !state.IsUp(brick.Host) ? null : BrickContent.Of(volume, brick, Faults.Brick(brick), now);
        }
    }

    /// <summary>Works on the hooks of a host; null when it is down.</summary>
    public (T Result, bool HasChanged)? WorkOnHooks<T>(string address, Func<PeerHooks, (T Result, bool HasChanged)> work)
    {
        lock (gate)
        {
            if (!state.IsUp(address))
            {
                return null;
            }

            if (!state.Hooks.TryGetValue(address, out var hooks))
            {
                hooks = state.Hooks[address] = new PeerHooks();
            }

            return work(hooks);
        }
    }

    /// <summary>Becomes what another process, or the one before, has left; faults stay.</summary>
    public void Take(SavedCluster saved)
    {
        lock (gate)
        {
            saved.RestoreInto(state);
        }
    }

    public SavedCluster Save()
    {
        lock (gate)
        {
            return SavedCluster.Of(state);
        }
    }

    /// <summary>All that waited for a frozen process is answered at once, and takes effect.</summary>
    private static void Wake(VolumeState volume)
    {
        volume.LockedUntil = default;
        volume.Task = volume.IsStopPending ? null : volume.Task;
        volume.IsStopPending = false;
    }

    private VolumeState VolumeWithTaskOn(string volumeName, string address) =>
        state.Volumes.TryGetValue(volumeName, out var volume) && volume.Task?.On(address) is not null
            ? volume
            : throw new InvalidOperationException($"No task of the simulated volume {volumeName} has a process on {address}; start one first.");

    private SimulatedAnswer Answer(Question question) => (question[0], question[1]) switch
    {
        ("pool", "list") => PoolList.Answer(question),
        ("peer", "probe") => PeerChange.Probe(question, state),
        ("peer", "detach") => PeerChange.Detach(question, state),
        ("volume", "info") => VolumeList.Answer(question),
        ("volume", "status") => VolumeStatus.Answer(question),
        ("volume", "rebalance") => Rebalance.Answer(question),
        ("volume", "remove-brick") => RemoveBrick.Answer(question),
        ("volume", "create") => VolumeCreation.Answer(question),
        ("volume", "delete") => VolumeDeletion.Answer(question),
        ("volume", "start" or "stop") => VolumeSwitch.Answer(question),
        ("volume", "set" or "reset") => VolumeOption.Answer(question),
        ("volume", "profile") => VolumeProfile.Answer(question),
        ("volume", "add-brick") => BrickAddition.Answer(question),
        ("volume", "replace-brick") => BrickReplacement.Replace(question),
        ("volume", "reset-brick") => BrickReplacement.Reset(question),
        ("volume", "heal") => HealCount.Answer(question),
        ("volume" or "pool" or "peer", _) => SimulatedAnswer.PlainText($"unrecognized word: {question[1]} (position 1)"),
        _ => SimulatedAnswer.PlainText($"unrecognized word: {question[0]} (position 0)"),
    };

    private static SimulatedAnswer Disconnected() => SimulatedAnswer.PlainText("Connection failed. Please check if gluster daemon is operational.");
}
