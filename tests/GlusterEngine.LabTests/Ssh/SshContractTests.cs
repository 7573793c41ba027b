using GlusterEngine.Testing.Contract;
using Xunit;

namespace GlusterEngine.LabTests.Ssh;

[Collection(SshLabCollection.Name)]
public sealed class SshContractTests(SshClient client) : IClassFixture<SshClient>
{
    [SshLabTheory]
    [MemberData(nameof(VdsContract.Scenarios), MemberType = typeof(VdsContract))]
    public Task The_real_gluster_keeps_the_contract_over_a_real_sshd(string scenario) => new VdsContract(client.Cluster!).RunAsync(scenario);
}
