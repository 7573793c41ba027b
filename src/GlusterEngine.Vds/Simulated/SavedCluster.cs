namespace GlusterEngine.Vds.Simulated;

/// <summary>A cluster in the state file. Faults and locks are not kept.</summary>
internal sealed record SavedCluster(Guid Id, int TasksStarted, IReadOnlyList<string> Hosts, IReadOnlyList<SavedVolume> Volumes)
{
    /// <summary>The machines beside it, pool by pool.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OtherPools { get; init; } = [];

    /// <summary>Hooks by host; null in a file of before there were any.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SavedHook>>? Hooks { get; init; }

    public static SavedCluster Of(ClusterState state) => new(
        state.Id,
        state.TasksStarted,
        [.. state.Peers.Select(peer => peer.Hostname)],
        [.. state.Volumes.Values.Select(volume => new SavedVolume(volume.Definition, volume.Task))])
    {
        OtherPools = [.. state.OtherPools.Select(static pool => (IReadOnlyList<string>)[.. pool.Peers.Select(static peer => peer.Hostname)])],
        Hooks = state.Hooks.ToDictionary(static hooks => hooks.Key, static hooks => hooks.Value.Save()),
    };

    /// <summary>Writes it over a state; the locks of volumes that are still there stay.</summary>
    public void RestoreInto(ClusterState state)
    {
        state.TasksStarted = TasksStarted;
        state.Peers.Clear();
        foreach (var host in Hosts)
        {
            state.AddPeer(host);
        }

        state.OtherPools.Clear();
        foreach (var pool in OtherPools)
        {
            state.AddOtherPool(pool);
        }

        state.Hooks.Clear();
        foreach (var (address, hooks) in Hooks ?? new Dictionary<string, IReadOnlyList<SavedHook>>()) state.Hooks[address] = new(hooks);
        var before = state.Volumes.Values.ToDictionary(static volume => volume.Id);
        state.Volumes.Clear();
        foreach (var saved in Volumes)
        {
            var volume = state.AddVolume(saved.Definition);
            volume.Task = saved.Task;
            if (before.GetValueOrDefault(volume.Id) is { } old)
            {
                (volume.LockedUntil, volume.IsStopPending) = (old.LockedUntil, old.IsStopPending);
            }
        }
    }
}
