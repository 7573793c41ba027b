using GlusterEngine.Testing.Contract;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

public sealed class SimulatedContractTests(SimulatedContractCluster cluster) : IClassFixture<SimulatedContractCluster>
{
    [Theory]
    [MemberData(nameof(VdsContract.Scenarios), MemberType = typeof(VdsContract))]
    public Task The_simulated_gluster_keeps_the_contract(string scenario) => new VdsContract(cluster).RunAsync(scenario);
}
