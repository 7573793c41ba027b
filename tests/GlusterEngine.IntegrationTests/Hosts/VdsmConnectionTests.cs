using System.Xml.Linq;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Server;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosts;

/// <summary>Connections to VDSM that are wanted, and those that are not any more.</summary>
public sealed class VdsmConnectionTests : IAsyncLifetime
{
    private const string Cid = "0190163d-8694-739b-aea5-966c26f8ad91";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly SimulatedVdsmPool _pool = new(TimeProvider.System, (54, 201));
    private readonly string _folder = TestFolder.Create();
    private TestDatabase? _database;
    private EngineUnderTest? _engine;

    private EngineClient Client => _engine!.Client;

    private VdsmServer Server => _pool.Servers[0];

    public async Task InitializeAsync()
    {
        _database = await TestPostgres.CreateDatabaseAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _engine!.DisposeAsync();
        await _pool.DisposeAsync();
        await _database!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_connection_is_wanted_at_once_and_kept_whatever_breaks()
    {
        Server.Faults.ClosesAtOnce = true;
        var connections = await AddHostAsync("far");
        var own = Assert.Single((await Client.GetAsync(connections)).Expect(200).Xml.Elements()).Attribute("href")!.Value;
        (await Client.PostAsync(connections, $"<connection><cid>{Cid}</cid></connection>")).Expect(201);
        var failing = await AwaitAsync($"{connections}/{Cid}", static connection => connection.Element("last_error") is not null);
        Assert.Equal(("false", "true", "unreachable"), (failing.Element("connected")!.Value, failing.Element("managed")!.Value, failing.Element("last_error")!.Element("code")!.Value));

        Server.Faults.ClosesAtOnce = false;
        var open = (await Client.GetAsync($"{connections}/{Cid}?wait=60")).Expect(200).Xml;
        Assert.Equal(("true", "true"), (open.Element("connected")!.Value, open.Element("managed")!.Value));
        Assert.Equal($"vdsm+tls://{_pool.Hosts[0].Address}:{Server.Port}", open.Element("uri")!.Value);
        Assert.NotNull(open.Element("round_trip"));
        Assert.NotNull(open.Element("since"));

        Server.Faults.ClosesAtOnce = true;
        Server.Drop();
        await AwaitAsync(own, static connection => connection.Element("connected")!.Value == "false");
        Server.Faults.ClosesAtOnce = false;
        await AwaitAsync(own, static connection => connection.Element("connected")!.Value == "true");
        Assert.Empty(Server.Violations);
    }

    [Fact]
    public async Task Connections_outlive_the_engine_and_are_made_again_by_the_next_one_unasked()
    {
        var connections = await AddHostAsync("far");
        (await Client.PostAsync(connections, $"<connection><cid>{Cid}</cid></connection>")).Expect(201);
        await AwaitAsync($"{connections}/{Cid}", static connection => connection.Element("connected")!.Value == "true");
        await _engine!.DisposeAsync();
        await AwaitOpenAsync(0);
        var before = Pings();

        await StartAsync();

        await Eventually.GetAsync(() => Task.FromResult(Pings()), pings => pings > before, Patience);
        var kept = await AwaitAsync($"{connections}/{Cid}", static connection => connection.Element("connected")!.Value == "true");
        Assert.Equal("true", kept.Element("managed")!.Value);
        Assert.Equal(2, (await Client.GetAsync(connections)).Expect(200).Xml.Elements().Count());
    }

    [Fact]
    public async Task Two_connections_to_one_address_share_one_link_which_closes_after_the_last()
    {
        var first = await AddHostAsync("one");
        var second = await AddHostAsync("two");
        var cid = (await Client.PostAsync(second, $"<connection><cid>{Cid}</cid></connection>")).Expect(201).Xml.Attribute("href")!.Value;
        foreach (var connections in new[] { first, second })
            await AwaitAsync((await Client.GetAsync(connections)).Expect(200).Xml.Elements().First().Attribute("href")!.Value, static connection => connection.Element("connected")!.Value == "true");
        await AwaitAsync(cid, static connection => connection.Element("connected")!.Value == "true");
        Assert.Equal((1, 1), (Server.Sessions, Server.Open));

        await DeactivateAsync(first);
        (await Client.DeleteAsync(cid)).Expect(200);
        await AwaitUnmanagedAsync(first);
        Assert.Equal((1, 1, 0), (Server.Sessions, Server.Open, Server.Farewells));

        await DeactivateAsync(second);
        await AwaitOpenAsync(0);
        Assert.True(Server.Farewells >= 1);
    }

    [Fact]
    public async Task What_a_late_verb_opens_to_a_host_that_left_is_closed_again()
    {
        var connections = await AddHostAsync("far");
        await DeactivateAsync(connections);
        await AwaitUnmanagedAsync(connections);
        await AwaitOpenAsync(0);

        Assert.IsType<VdsReply<IReadOnlyList<PeerDescription>>.Answered>(
            await _engine!.Services.GetRequiredService<IVdsClient>().CallAsync(_pool.Hosts[0], new PeerListVerb(), CancellationToken.None));
        Assert.Equal(1, Server.Open);

        await AwaitOpenAsync(0);
    }

    private async Task StartAsync() =>
        _engine = await EngineUnderTest.StartAsync(new EngineSettings { More = _pool.Settings, ConnectionString = _database!.ConnectionString, DataFolder = _folder });

    /// <summary>Adds the first host to a new cluster.</summary>
    /// <returns>Path of its connections.</returns>
    private async Task<string> AddHostAsync(string cluster)
    {
        (await Client.PostAsync("/clusters", $"<cluster><name>{cluster}</name></cluster>")).Expect(201);
        var added = await Client.PostAsync(
            "/hosts", $"<host><name>{cluster}1</name><address>{_pool.Hosts[0].Address}</address><transport>vdsm</transport><cluster><name>{cluster}</name></cluster></host>");
        return added.Expect(201).Xml.Attribute("href")!.Value + "/connections";
    }

    private async Task DeactivateAsync(string connections) =>
        (await Client.PostAsync(connections.Replace("/connections", "/deactivate", StringComparison.Ordinal), "<action/>")).Expect(200);

    private int Pings() => Server.Requests.Count(static method => method == "Host.ping2");

    private Task AwaitOpenAsync(int count) => Eventually.GetAsync(() => Task.FromResult(Server.Open), open => open == count, Patience);

    private Task<XElement> AwaitUnmanagedAsync(string connections) => Eventually.GetAsync(
        async () => (await Client.GetAsync(connections)).Expect(200).Xml, static all => all.Elements().All(static connection => connection.Element("managed")!.Value == "false"), Patience);

    private Task<XElement> AwaitAsync(string path, Func<XElement, bool> isWanted) =>
        Eventually.GetAsync(async () => (await Client.GetAsync(path)).Expect(200).Xml, isWanted, Patience);
}
