using System.Collections.Concurrent;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.CommandLine;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Simulated;

/// <summary>
/// A gluster in memory: it takes the command lines that gluster takes and prints what gluster 10.3 prints, so that the engine runs
/// unchanged over it. A cluster comes into being at its first call or by <see cref="Define"/>; tasks advance with the clock.
/// </summary>
public sealed class SimulatedGluster : IGlusterCommandLine
{
    private readonly SimulatedOptions options;
    private readonly TimeProvider time;
    private readonly SimulatedStateStore store;
    private readonly ConcurrentDictionary<Guid, SimulatedCluster> clusters;

    /// <summary>Starts with the clusters of <see cref="SimulatedOptions.StateFile"/>.</summary>
    /// <exception cref="InvalidDataException">The state file is damaged.</exception>
    public SimulatedGluster(IOptions<SimulatedOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        store = new SimulatedStateStore(this.options.StateFile);
        clusters = new(store.Load().ToDictionary(saved => saved.Id, saved => new SimulatedCluster(saved.Restore())));
    }

    /// <summary>Gives a cluster the hosts and volumes of a topology that it does not have yet; may be repeated at every start.</summary>
    /// <param name="clusterId">The engine's cluster id; peer uuids and volume ids follow from it.</param>
    /// <param name="topology">What it consists of.</param>
    public void Define(Guid clusterId, SimulatedTopology topology)
    {
        if (Cluster(clusterId).Add(topology))
        {
            store.Save(clusters.Values);
        }
    }

    /// <summary>Adds a volume, and the hosts of its bricks, unless the cluster has one of that name.</summary>
    public void AddVolume(Guid clusterId, SimulatedVolume volume) => Define(clusterId, new SimulatedTopology([], [volume]));

    /// <summary>Forgets a cluster and all that is in it.</summary>
    public void Forget(Guid clusterId)
    {
        if (clusters.TryRemove(clusterId, out _))
        {
            store.Save(clusters.Values);
        }
    }

    /// <summary>What may go wrong in a cluster.</summary>
    public SimulatedFaults Faults(Guid clusterId) => Cluster(clusterId).Faults;

    /// <summary>Makes the process that works on a node for a volume's task die, freeze or go on. Lasts until the task ends, over restarts.</summary>
    /// <exception cref="InvalidOperationException">The volume has no task, or none on that node.</exception>
    public void SwitchDaemon(Guid clusterId, string volume, string address, SimulatedDaemonState state)
    {
        Cluster(clusterId).Switch(volume, address, state, time.GetUtcNow());
        store.Save(clusters.Values);
    }

    /// <summary>
    /// Stops a volume's task as if one host had been away: it comes back with the task, which only it shows and nobody can stop. Not saved.
    /// </summary>
    /// <exception cref="InvalidOperationException">The volume has no task, or none on that host.</exception>
    public void LeaveGhost(Guid clusterId, string volume, string address)
    {
        Cluster(clusterId).LeaveGhost(volume, address);
        store.Save(clusters.Values);
    }

    /// <inheritdoc/>
    public async Task<CommandOutcome> RunAsync(
        VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var cluster = Cluster(host.ClusterId);
        var faults = cluster.Faults.Host(host.Address);
        var answer = cluster.Answer(host.Address, arguments, time.GetUtcNow(), options);
        if (answer.HasChanged)
        {
            store.Save(clusters.Values);
        }

        // What is asked has happened by now; a fault can only keep the answer back, as with the real one.
        if (answer.Hangs)
        {
            await Task.Delay(timeout, time, cancellationToken);
            return answer.Outcome;
        }

        var delay = answer.Duration + (faults.IsDown ? TimeSpan.Zero : faults.Delay);
        if (delay > timeout)
        {
            await Task.Delay(timeout, time, cancellationToken);
            return new CommandOutcome.TimedOut($"The simulated gluster of {host.Name} did not answer within {timeout.TotalSeconds:0} s.");
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, time, cancellationToken);
        }

        return faults.LosesReplies && !faults.IsDown
            ? new CommandOutcome.TimedOut($"The reply of the simulated gluster of {host.Name} was lost.")
            : answer.Outcome;
    }

    internal BrickScan? Scan(Guid clusterId, BrickAddress brick, Guid volumeId) => Cluster(clusterId).Scan(brick, volumeId, time.GetUtcNow());

    private SimulatedCluster Cluster(Guid id) => clusters.GetOrAdd(id, static key => new SimulatedCluster(new ClusterState(key)));
}
