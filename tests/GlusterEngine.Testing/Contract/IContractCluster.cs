using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds;

namespace GlusterEngine.Testing.Contract;

/// <summary>A pool of three nodes on which the contract is tried out.</summary>
public interface IContractCluster
{
    /// <summary>The client under test.</summary>
    IVdsClient Client { get; }

    /// <summary>The three hosts.</summary>
    IReadOnlyList<VdsHost> Hosts { get; }

    /// <summary>
    /// Whether the transport tells less than gluster does, as VDSM: counters do not name their task, the list of all tasks does not name volumes without
    /// one, and nobody can look at bricks.
    /// </summary>
    bool IsTerse => false;

    /// <summary>Makes a volume of its own for a scenario, and waits until it is fit for a rebalance.</summary>
    Task<string> CreateVolumeAsync(ContractVolume kind);

    /// <summary>A directory on a host that is no brick yet.</summary>
    BrickAddress NewBrick(VdsHost host);

    /// <summary>Starts the glusterd of a machine that is in no pool. Its address.</summary>
    Task<string> StartLonerAsync();

    /// <summary>Ends it, out of the pool again.</summary>
    Task EndLonerAsync();

    /// <summary>Kills the glusterd of a host.</summary>
    Task KillGlusterdAsync(VdsHost host);

    /// <summary>Starts it again, and waits until the pool is whole.</summary>
    Task StartGlusterdAsync(VdsHost host);

    /// <summary>Lets time pass while a task runs; virtual or real.</summary>
    Task PassAsync(TimeSpan duration);
}
