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
    private readonly ConcurrentDictionary<Guid, SimulatedCluster> clusters = new();

    /// <summary>Starts with the clusters of <see cref="SimulatedOptions.StateFile"/>.</summary>
    /// <exception cref="InvalidDataException">The state file is damaged.</exception>
    public SimulatedGluster(IOptions<SimulatedOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        store = new SimulatedStateStore(this.options.StateFile);
        Work(static () => (true, false));
    }

    /// <summary>Gives a cluster the hosts and volumes of a topology that it does not have yet; may be repeated at every start.</summary>
    /// <param name="clusterId">The engine's cluster id; peer uuids and volume ids follow from it.</param>
    /// <param name="topology">What it consists of.</param>
    public void Define(Guid clusterId, SimulatedTopology topology) => Work(() => (true, Cluster(clusterId).Add(topology)));

    /// <summary>Adds a volume, and the hosts of its bricks, unless the cluster has one of that name.</summary>
    public void AddVolume(Guid clusterId, SimulatedVolume volume) => Define(clusterId, new SimulatedTopology([], [volume]));

    /// <summary>Forgets a cluster and all that is in it.</summary>
    public void Forget(Guid clusterId) => Work(() => (true, clusters.TryRemove(clusterId, out _)));

    /// <summary>What may go wrong in a cluster.</summary>
    public SimulatedFaults Faults(Guid clusterId) => Cluster(clusterId).Faults;

    /// <summary>Makes the process that works on a node for a volume's task die, freeze or go on. Lasts until the task ends, over restarts.</summary>
    /// <exception cref="InvalidOperationException">The volume has no task, or none on that node.</exception>
    public void SwitchDaemon(Guid clusterId, string volume, string address, SimulatedDaemonState state) => Work(() =>
    {
        Cluster(clusterId).Switch(volume, address, state, time.GetUtcNow());
        return (true, true);
    });

    /// <summary>
    /// Stops a volume's task as if one host had been away: it comes back with the task, which only it shows and nobody can stop. Not saved.
    /// </summary>
    /// <exception cref="InvalidOperationException">The volume has no task, or none on that host.</exception>
    public void LeaveGhost(Guid clusterId, string volume, string address) => Work(() =>
    {
        Cluster(clusterId).LeaveGhost(volume, address);
        return (true, true);
    });

    /// <inheritdoc/>
    public async Task<CommandOutcome> RunAsync(
        VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var all = Cluster(host.ClusterId).Faults;
        var faults = all.Host(host.Address);
        var answer = Work(() =>
        {
            var answer = Cluster(host.ClusterId).Answer(host.Address, arguments, time.GetUtcNow(), options);
            return (answer, answer.HasChanged);
        });

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

        return (faults.LosesReplies || all.LosesReplyTo(arguments)) && !faults.IsDown
            ? new CommandOutcome.TimedOut($"The reply of the simulated gluster of {host.Name} was lost.")
            : answer.Outcome;
    }

    /// <summary>Works on the hooks of a host, under the same faults as its gluster.</summary>
    internal async Task<VdsReply<T>> WorkOnHooksAsync<T>(VdsHost host, TimeSpan limit, Func<PeerHooks, (VdsReply<T> Reply, bool HasChanged)> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var faults = Cluster(host.ClusterId).Faults.Host(host.Address);
        var reply = Work(() => Cluster(host.ClusterId).WorkOnHooks(host.Address, work) ?? (null, false));
        if (reply is null)
        {
            return new VdsReply<T>.Unreachable($"The simulated {host.Name} is down.");
        }

        if (faults.Delay > TimeSpan.Zero)
        {
            await Task.Delay(faults.Delay < limit ? faults.Delay : limit, time, cancellationToken);
        }

        return faults.LosesReplies || faults.Delay > limit ? new VdsReply<T>.Unknown($"The reply of the simulated {host.Name} was lost.") : reply;
    }

    internal BrickScan? Scan(Guid clusterId, BrickAddress brick, Guid volumeId) => Work(() => (Cluster(clusterId).Scan(brick, volumeId, time.GetUtcNow()), false));

    /// <summary>Works on the clusters in turn with other engines that share the state file.</summary>
    private T Work<T>(Func<(T Result, bool HasChanged)> work) =>
        store.Run(Take, work, () => clusters.Values.Select(static cluster => cluster.Save()));

    private void Take(IReadOnlyList<SavedCluster> saved)
    {
        foreach (var removed in clusters.Keys.Except(saved.Select(static cluster => cluster.Id)).ToList())
        {
            clusters.TryRemove(removed, out _);
        }

        foreach (var cluster in saved)
        {
            Cluster(cluster.Id).Take(cluster);
        }
    }

    private SimulatedCluster Cluster(Guid id) => clusters.GetOrAdd(id, static key => new SimulatedCluster(new ClusterState(key, new SimulatedFaults())));
}
