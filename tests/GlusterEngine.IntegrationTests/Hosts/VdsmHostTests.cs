using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosts;

/// <summary>Hosts that are reached through their VDSM.</summary>
public sealed class VdsmHostTests : IAsyncLifetime
{
    private readonly SimulatedVdsmPool _pool = new(TimeProvider.System, (54, 200));
    private EngineUnderTest? _engine;

    private EngineClient Client => _engine!.Client;

    public async Task InitializeAsync() => _engine = await EngineUnderTest.StartAsync(new EngineSettings { More = _pool.Settings });

    public async Task DisposeAsync()
    {
        await _engine!.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task A_cluster_of_VDSM_hosts_is_seen_rebalanced_and_stopped()
    {
        var volume = _pool.AddVolume();
        var cluster = await AddHostsAsync();
        await SeesAsync("/hosts", "status", ["up", "up", "up"]);
        Assert.All((await Client.GetAsync("/hosts")).Expect(200).Xml.Elements(), static host => Assert.Equal("vdsm", host.Element("transport")!.Value));

        var path = await Eventually.GetAsync(
            async () => (await Client.GetAsync($"/clusters/{cluster}/glustervolumes")).Expect(200).Xml.Elements().SingleOrDefault(found => found.Element("name")!.Value == volume)?.Attribute("href")!.Value,
            static found => found is not null);
        var started = (await Client.PostAsync($"{path}/rebalance", "<action/>")).Expect(200);
        var step = started.Xml.Element("step")!.Attribute("href")!.Value;
        await Eventually.GetAsync(async () => (await Client.GetAsync(step)).Expect(200).Xml.Element("health")?.Value, static health => health == "progressing");

        var stopped = (await Client.PostAsync($"{path}/stoprebalance", "<action/>")).Expect(200);

        Assert.Equal("aborted", (await Client.GetAsync(step)).Expect(200).Xml.Element("status")!.Value);
        Assert.NotNull(stopped.Xml.Element("step"));
        Assert.All(_pool.Servers, static server => Assert.Empty(server.Violations));
        Assert.Contains("GlusterVolume.rebalanceStop", _pool.Servers.SelectMany(static server => server.Requests));
    }

    [Fact]
    public async Task A_host_whose_VDSM_is_away_says_why_and_comes_back_by_itself()
    {
        await AddHostsAsync();
        await SeesAsync("/hosts", "status", ["up", "up", "up"]);

        _pool.Servers[2].Faults.IsStarting = true;
        await SeesAsync("/hosts", "status", ["non_responsive", "up", "up"]);
        var detail = (await Client.GetAsync("/hosts")).Expect(200).Xml.Elements().Select(static host => host.Element("status_detail")?.Value).Single(static text => text is not null);
        Assert.Contains("VDSM is starting", detail, StringComparison.Ordinal);

        _pool.Servers[2].Faults.IsStarting = false;
        await SeesAsync("/hosts", "status", ["up", "up", "up"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_running_task_that_the_lists_leave_out_ends_no_step(bool failsToCount)
    {
        var volume = _pool.AddVolume();
        var path = await AddVolumeAsync(volume);
        var step = (await Client.PostAsync($"{path}/rebalance", "<action/>")).Expect(200).Xml.Element("step")!.Attribute("href")!.Value;
        await HealthAsync(step, "progressing");

        LeaveOut(tasks: !failsToCount, counters: failsToCount);
        var before = Asked("GlusterTask.list");
        await Eventually.GetAsync(() => Task.FromResult(Asked("GlusterTask.list") - before), static lists => lists >= 12);

        Assert.Equal("started", (await Client.GetAsync(step)).Expect(200).Xml.Element("status")!.Value);
        Assert.Empty((await Client.GetAsync($"{path}/ghosts")).Expect(200).Xml.Elements());

        LeaveOut(tasks: false, counters: false);
        await HealthAsync(step, "progressing");
        (await Client.PostAsync($"{path}/stoprebalance", "<action/>")).Expect(200);
        Assert.Equal("aborted", (await Client.GetAsync(step)).Expect(200).Xml.Element("status")!.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_removal_by_force_is_refused_while_a_task_may_be_left_out(bool failsToCount)
    {
        var volume = _pool.AddVolume();
        var path = await AddVolumeAsync(volume);
        var brick = (await Client.GetAsync($"{path}/glusterbricks")).Expect(200).Xml.Elements().First().Attribute("href")!.Value;
        LeaveOut(tasks: !failsToCount, counters: failsToCount);
        Assert.IsType<VdsReply<Guid>.Answered>(
            await _engine!.Services.GetRequiredService<IVdsClient>().CallAsync(_pool.Hosts[0], new RebalanceStartVerb(volume, FixLayout: false, Force: false), CancellationToken.None));

        var refused = (await Client.SendAsync(HttpMethod.Delete, $"{brick}?force=true&reason=broken", body: null)).Expect(409);

        Assert.Contains(failsToCount ? "lists no task of volume" : "leaves out a rebalance of volume", refused.FaultDetail, StringComparison.Ordinal);
        Assert.DoesNotContain("GlusterVolume.removeBrickForce", _pool.Servers.SelectMany(static server => server.Requests));

        LeaveOut(tasks: false, counters: false);
        await _engine.Services.GetRequiredService<IVdsClient>().CallAsync(_pool.Hosts[0], new RebalanceStopVerb(volume), CancellationToken.None);
        await Eventually.GetAsync(
            async () => (await Client.SendAsync(HttpMethod.Delete, $"{brick}?force=true&reason=broken", body: null)).Code, static code => code == 200);
        Assert.Contains("GlusterVolume.removeBrickForce", _pool.Servers.SelectMany(static server => server.Requests));
    }

    private void LeaveOut(bool tasks, bool counters)
    {
        foreach (var verbs in _pool.Verbs) (verbs.LeavesOutTasks, verbs.CountsNothing) = (tasks, counters);
    }

    private int Asked(string method) => _pool.Servers.Sum(server => server.Requests.Count(asked => asked == method));

    private Task HealthAsync(string step, string wanted) =>
        Eventually.GetAsync(async () => (await Client.GetAsync(step)).Expect(200).Xml.Element("health")?.Value, health => health == wanted);

    /// <summary>Adds the hosts, and waits until the volume is seen.</summary>
    /// <returns>Its path.</returns>
    private async Task<string> AddVolumeAsync(string volume)
    {
        var cluster = await AddHostsAsync();
        await SeesAsync("/hosts", "status", ["up", "up", "up"]);
        return (await Eventually.GetAsync(
            async () => (await Client.GetAsync($"/clusters/{cluster}/glustervolumes")).Expect(200).Xml.Elements().SingleOrDefault(found => found.Element("name")!.Value == volume)?.Attribute("href")!.Value,
            static found => found is not null))!;
    }

    private async Task<string> AddHostsAsync()
    {
        var cluster = (await Client.PostAsync("/clusters", "<cluster><name>vdsm</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value;
        foreach (var host in _pool.Hosts)
            (await Client.PostAsync("/hosts", $"<host><name>{host.Name}</name><address>{host.Address}</address><transport>vdsm</transport><cluster id=\"{cluster}\"/></host>")).Expect(201);
        return cluster;
    }

    private Task SeesAsync(string path, string member, string[] values) => Eventually.GetAsync(
        async () => string.Join(' ', (await Client.GetAsync(path)).Expect(200).Xml.Elements().Select(found => found.Element(member)!.Value).Order(StringComparer.Ordinal)),
        seen => seen == string.Join(' ', values));
}
