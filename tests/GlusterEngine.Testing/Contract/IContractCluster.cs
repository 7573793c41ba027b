using GlusterEngine.Vds;

namespace GlusterEngine.Testing.Contract;

/// <summary>A pool of three nodes on which the contract is tried out.</summary>
public interface IContractCluster
{
    /// <summary>The client under test.</summary>
    IVdsClient Client { get; }

    /// <summary>The three hosts.</summary>
    IReadOnlyList<VdsHost> Hosts { get; }

    /// <summary>Makes a volume of its own for a scenario, and waits until it is fit for a rebalance.</summary>
    Task<string> CreateVolumeAsync(ContractVolume kind);

    /// <summary>Kills the glusterd of a host.</summary>
    Task KillGlusterdAsync(VdsHost host);

    /// <summary>Starts it again, and waits until the pool is whole.</summary>
    Task StartGlusterdAsync(VdsHost host);

    /// <summary>Lets time pass while a task runs; virtual or real.</summary>
    Task PassAsync(TimeSpan duration);
}
