using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.Simulated;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosts;

/// <summary>Peers that gluster knows become hosts.</summary>
public sealed class ImportHostsTests : IAsyncLifetime
{
    private static readonly SimulatedTopology Pool = SimulatedTopology.Empty(hostCount: 3);

    private EngineUnderTest? _engine;

    private EngineClient Client => _engine!.Client;

    public async Task InitializeAsync() => _engine = await EngineUnderTest.StartAsync(TasksEngine.Settings);

    public async Task DisposeAsync() => await _engine!.DisposeAsync();

    [Fact]
    public async Task The_peers_that_are_no_hosts_are_listed_and_those_chosen_are_added_with_the_same_transport()
    {
        var cluster = (await Client.PostAsync("/clusters", "<cluster><name>found</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value;
        var path = $"/clusters/{cluster}/importhosts";
        Assert.Equal([], await AddressesAsync(path, "<action/>"));
        _engine!.Gluster.Define(Guid.Parse(cluster), Pool);
        var (first, second, third) = (Pool.Hosts[0], Pool.Hosts[1], Pool.Hosts[2]);
        (await Client.PostAsync("/hosts", $"<host><name>{first.Name}</name><address>{first.Address}</address><transport>simulated</transport><cluster id=\"{cluster}\"/></host>")).Expect(201);

        await Eventually.GetAsync(() => AddressesAsync(path, "<action/>"), found => found.SequenceEqual([second.Address, third.Address]));
        Assert.Contains("'elsewhere'", (await Client.PostAsync(path, Chosen(second.Address, "elsewhere"))).Expect(400).FaultDetail, StringComparison.Ordinal);
        (await Client.PostAsync(path, Chosen(first.Address))).Expect(400);
        var described = $"<action><hosts><host><address>{third.Address}</address><comment>rack 7</comment><description>the third</description></host></hosts></action>";
        var added = (await Client.PostAsync(path, described)).Expect(200).Xml.Element("hosts")!.Element("host")!;

        Assert.Equal((third.Address, "simulated"), (added.Element("address")!.Value, added.Element("transport")!.Value));
        Assert.Equal(("rack 7", "the third"), (added.Element("comment")!.Value, added.Element("description")!.Value));
        Assert.Equal([second.Address], await AddressesAsync(path, "<action/>"));
        await Eventually.GetAsync(
            async () => (await Client.GetAsync(added.Attribute("href")!.Value)).Expect(200).Xml.Element("status")!.Value, static status => status == "up");
    }

    private static string Chosen(params IReadOnlyList<string> addresses) =>
        $"<action><hosts>{string.Concat(addresses.Select(static address => $"<host><address>{address}</address></host>"))}</hosts></action>";

    private async Task<IReadOnlyList<string>> AddressesAsync(string path, string action) =>
        [.. (await Client.PostAsync(path, action)).Expect(200).Xml.Descendants("address").Select(static address => address.Value)];
}
