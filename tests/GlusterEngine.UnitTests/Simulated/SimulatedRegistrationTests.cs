using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

public sealed class SimulatedRegistrationTests
{
    [Fact]
    public async Task The_client_speaks_to_the_gluster_on_which_clusters_are_defined()
    {
        using var services = new ServiceCollection().AddLogging().AddVds().AddSimulatedGluster().BuildServiceProvider();
        services.GetRequiredService<SimulatedGluster>().Define(SimulatedPool.ClusterId, SimulatedTopology.Demo);

        var reply = await services.GetRequiredService<IVdsClient>().CallAsync(SimulatedPool.Host("gluster2.demo"), new PeerListVerb(), default);

        Assert.Equal(3, Assert.IsType<VdsReply<IReadOnlyList<PeerDescription>>.Answered>(reply).Value.Count);
    }
}
