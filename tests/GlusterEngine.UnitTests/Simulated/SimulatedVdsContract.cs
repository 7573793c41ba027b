using GlusterEngine.Testing.Contract;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

/// <summary>The contract over the simulated gluster.</summary>
public sealed class SimulatedVdsContract(SimulatedContractCluster cluster) : VdsContract(cluster), IClassFixture<SimulatedContractCluster>
{
    protected override Task PassAsync(TimeSpan duration)
    {
        cluster.Time.Advance(duration);
        return Task.CompletedTask;
    }
}
