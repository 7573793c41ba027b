namespace GlusterEngine.Vds.Simulated;

/// <summary>A cluster in the state file. Faults and locks are not kept.</summary>
internal sealed record SavedCluster(Guid Id, int TasksStarted, IReadOnlyList<string> Hosts, IReadOnlyList<SavedVolume> Volumes)
{
    public static SavedCluster Of(ClusterState state) => new(
        state.Id,
        state.TasksStarted,
        [.. state.Peers.Select(peer => peer.Hostname)],
        [.. state.Volumes.Values.Select(volume => new SavedVolume(volume.Definition, volume.Task))]);

    /// <summary>Writes it over a state; the locks of volumes that are still there stay.</summary>
    public void RestoreInto(ClusterState state)
    {
        state.TasksStarted = TasksStarted;
        state.Peers.Clear();
        foreach (var host in Hosts)
        {
            state.AddPeer(host);
        }

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
