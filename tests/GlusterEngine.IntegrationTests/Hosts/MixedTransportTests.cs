using System.Net;
using System.Xml.Linq;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosts;

/// <summary>One simulated pool whose first host is reached through its VDSM and whose others are not; and one host of another pool, with a VDSM too.</summary>
public sealed class MixedTransportTests : IAsyncLifetime
{
    private const string Network = "127.54.202";
    private const string First = Network + ".1";
    private const string Second = Network + ".2";
    private const string Foreign = Network + ".9";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TestAuthority _authority = new();
    private readonly VdsmFiles _files;
    private readonly VdsmServer _server;
    private readonly VdsmServer _foreign;
    private EngineUnderTest? _engine;
    private Guid _cluster;

    public MixedTransportTests()
    {
        _files = new(_authority, _authority.Issue("engine"));
        _server = Listen(First, port: 0);
        _foreign = Listen(Foreign, _server.Port);
    }

    private EngineClient Client => _engine!.Client;

    public async Task InitializeAsync()
    {
        _engine = await EngineUnderTest.StartAsync(new EngineSettings
        {
            More = new Dictionary<string, string>
            {
                ["Vdsm:CertificateFile"] = _files.Certificate,
                ["Vdsm:KeyFile"] = _files.Key,
                ["Vdsm:AuthorityFile"] = _files.Authority,
                ["Vdsm:Port"] = $"{_server.Port}",
            },
        });
        _cluster = Guid.Parse((await Client.PostAsync("/clusters", "<cluster><name>mixed</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value);
        var pool = new SimulatedTopology([new(First, First), new(Second, Second), new(Network + ".3", Network + ".3")], []) { OtherPools = [[new(Foreign, Foreign), new("far", "far.demo")]] };
        _engine.Gluster.Define(_cluster, pool with { Volumes = [pool.Spread("v")] });
        foreach (var host in pool.Hosts) (await AddAsync(host.Address, host.Address == First ? "vdsm" : "simulated")).Expect(201);
        await AwaitHostsAsync("up", "up", "up");
    }

    public async Task DisposeAsync()
    {
        await _engine!.DisposeAsync();
        await _server.DisposeAsync();
        await _foreign.DisposeAsync();
        _files.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_cluster_that_mixes_transports_survives_the_loss_of_any_one_host()
    {
        await SetAsync("1%");

        (_server.Faults.ClosesAtOnce, _engine!.Gluster.Faults(_cluster).Host(First).IsDown) = (true, true);
        _server.Drop();
        await AwaitHostsAsync("non_responsive", "up", "up");
        await SetAsync("2%", isForced: true);

        (_server.Faults.ClosesAtOnce, _engine.Gluster.Faults(_cluster).Host(First).IsDown) = (false, false);
        await AwaitHostsAsync("up", "up", "up");
        _engine.Gluster.Faults(_cluster).Host(Second).IsDown = true;
        await AwaitHostsAsync("up", "non_responsive", "up");
        await SetAsync("3%", isForced: true);
    }

    [Fact]
    public async Task An_addition_that_was_refused_leaves_no_connection_behind()
    {
        var refused = (await AddAsync(Foreign, "vdsm")).Expect(409);

        Assert.Contains("is in another trusted pool", refused.FaultDetail, StringComparison.Ordinal);
        Assert.True(_foreign.Sessions >= 1);
        await Eventually.GetAsync(() => Task.FromResult(_foreign.Open), static open => open == 0, Patience);
        Assert.True(_server.Open >= 1);
    }

    private Task<EngineAnswer> AddAsync(string address, string transport) =>
        Client.PostAsync("/hosts", $"<host><name>{address}</name><address>{address}</address><transport>{transport}</transport><cluster id=\"{_cluster}\"/></host>");

    /// <summary>Sets an option, and waits until the volume shows it. While a peer is away that takes force, whatever the transport.</summary>
    private async Task SetAsync(string value, bool isForced = false)
    {
        var volume = await Eventually.GetAsync(
            async () => (await Client.GetAsync($"/clusters/{_cluster}/glustervolumes")).Expect(200).Xml.Elements().FirstOrDefault()?.Attribute("href")!.Value, static href => href is not null, Patience);
        (await Client.PostAsync($"{volume}/setoption", $"<action><force>{(isForced ? "true" : "false")}</force><option><name>cluster.min-free-disk</name><value>{value}</value></option></action>")).Expect(200);
        await Eventually.GetAsync(
            async () => (await Client.GetAsync(volume!)).Expect(200).Xml, shown => shown.Descendants("option").Any(option => option.Element("value")?.Value == value), Patience);
    }

    private Task<XElement> AwaitHostsAsync(params string[] states) => Eventually.GetAsync(
        async () => (await Client.GetAsync("/hosts")).Expect(200).Xml,
        hosts => hosts.Elements().OrderBy(static host => host.Element("name")!.Value, StringComparer.Ordinal).Select(static host => host.Element("status")!.Value).SequenceEqual(states),
        Patience);

    // The engine, whose gluster answers, is there before the first question is.
    private VdsmServer Listen(string address, int port) => new(
        IPAddress.Parse(address),
        port,
        _authority.Issue(address),
        _authority.Root,
        (method, parameters) => new SimulatedVdsm(_engine!.Gluster, new VdsHost(Guid.Empty, _cluster, address, address, HostTransport.Simulated, GlusterdSocket: null)).AnswerAsync(method, parameters));
}
