using GlusterEngine.Testing.Contract;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Contract;

[Collection(LabCollection.Name)]
public sealed class LabContractTests(GlusterLab lab)
{
    [LabTheory]
    [MemberData(nameof(VdsContract.Scenarios), MemberType = typeof(VdsContract))]
    public Task The_real_gluster_keeps_the_contract(string scenario) => new VdsContract(LabContractCluster.Of(lab)).RunAsync(scenario);
}
