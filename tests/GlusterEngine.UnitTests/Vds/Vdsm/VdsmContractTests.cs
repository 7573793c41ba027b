using GlusterEngine.Testing.Contract;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

public sealed class VdsmContractTests(VdsmContractCluster cluster) : IClassFixture<VdsmContractCluster>
{
    /// <summary>Scenarios of what VDSM has no verb for: the client answers that it has none, as the facts below say.</summary>
    private static readonly HashSet<string> NotSaid = new(StringComparer.Ordinal)
    {
        nameof(VdsContract.A_dispersed_volume_is_created),
        nameof(VdsContract.Several_options_are_set_together_or_none_of_them),
    };

    public static TheoryData<string> Scenarios { get; } = [.. VdsContract.Scenarios.Cast<object[]>().Select(static row => (string)row[0]).Where(static name => !NotSaid.Contains(name))];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task VDSM_keeps_the_contract(string scenario)
    {
        await new VdsContract(cluster).RunAsync(scenario);

        Assert.All(cluster.Servers, static server => Assert.Empty(server.Violations));
    }

    [Fact]
    public async Task A_dispersed_volume_is_not_created_and_the_answer_says_that_VDSM_has_no_verb_for_it()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread) + "-new";
        var verb = new VolumeCreateVerb(name, new(0, 0, DisperseCount: 3, RedundancyCount: 1), [.. cluster.Hosts.Select(cluster.NewBrick)], Force: true);

        Assert.Equal(
            new VdsReply<Guid>.Unreachable("VDSM has no verb for GlusterVolume.create; ask through a host with another transport."),
            await cluster.Client.CallAsync(cluster.Hosts[0], verb, CancellationToken.None));
        Assert.DoesNotContain(await VolumesAsync(), volume => volume.Name == name);
    }

    [Fact]
    public async Task Several_options_are_not_set_one_by_one_and_the_answer_says_that_VDSM_has_no_verb_for_it()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        var verb = new VolumeSetVerb(name, "cluster.min-free-disk", "5%") { More = [KeyValuePair.Create("user.note", "a b")] };

        Assert.Equal(
            new VdsReply<bool>.Unreachable("VDSM has no verb for GlusterVolume.set; ask through a host with another transport."),
            await cluster.Client.CallAsync(cluster.Hosts[0], verb, CancellationToken.None));
        Assert.DoesNotContain("cluster.min-free-disk", Assert.Single(await VolumesAsync(), volume => volume.Name == name).Options.Keys);
    }

    private async Task<IReadOnlyList<VolumeDescription>> VolumesAsync() => Assert.IsType<VdsReply<IReadOnlyList<VolumeDescription>>.Answered>(
        await cluster.Client.CallAsync(cluster.Hosts[0], new VolumeInfoVerb(), CancellationToken.None)).Value;
}
