namespace GlusterEngine.Vds.Simulated;

/// <summary>A cluster in the state file. Faults and locks are not kept.</summary>
internal sealed record SavedCluster(Guid Id, int TasksStarted, IReadOnlyList<string> Hosts, IReadOnlyList<SavedVolume> Volumes)
{
    public static SavedCluster Of(ClusterState state) => new(
        state.Id,
        state.TasksStarted,
        [.. state.Peers.Select(peer => peer.Hostname)],
        [.. state.Volumes.Values.Select(volume => new SavedVolume(volume.Definition, volume.Task))]);

    public ClusterState Restore()
    {
        var state = new ClusterState(Id) { TasksStarted = TasksStarted };
        foreach (var host in Hosts)
        {
            state.AddPeer(host);
        }

        foreach (var volume in Volumes)
        {
            state.AddVolume(volume.Definition).Task = volume.Task;
        }

        return state;
    }
}
