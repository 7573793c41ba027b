using System.Xml.Linq;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.Simulated;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>Tasks that one host still shows and the others do not: found, shown, not taken for tasks, cured.</summary>
public sealed class GhostTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    private const string Option = "user.glusterengine-cure";

    [Fact]
    public async Task A_refused_start_finds_the_ghost_that_refuses_it()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "start");
        var id = await site.TaskIdAsync("v");
        tasks.Engine.Gluster.LeaveGhost(site.Id, "v", SimulatedSite.Addresses[2]);
        await site.SyncAsync();
        Assert.Empty(await GhostsAsync(site));

        (await site.StartAsync("v")).Expect(400);
        await site.SyncAsync();

        var ghost = Assert.Single(await GhostsAsync(site));
        Assert.Equal((id, "rebalance"), (ghost.Element("task_id")!.Value, ghost.Element("type")!.Value));
        Assert.Equal($"{site.Name}-gluster3", ghost.Element("host")!.Element("name")!.Value);
        Assert.Contains("cureghost", ghost.Element("cure")!.Value, StringComparison.Ordinal);
        Assert.NotNull(ghost.Element("since"));
        Assert.Contains("10910", await site.EventCodesAsync());
        Assert.Contains(site.Volume("v") + "/ghosts", (await tasks.Client.GetAsync(site.Volume("v"))).Xml.Elements("link").Select(static link => link.Attribute("href")!.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task The_cure_makes_the_host_drop_it_and_a_new_task_can_start(int host)
    {
        var site = await HauntedAsync(host);
        Assert.Single(await GhostsAsync(site, refresh: true));

        site.Faults.Host(SimulatedSite.Addresses[host]).IsDown = true;
        var answer = (await CureAsync(site)).Expect(200).Xml;
        Assert.Single(await GhostsAsync(site));
        site.Faults.Host(SimulatedSite.Addresses[host]).IsDown = false;

        Assert.Equal("complete", answer.Element("status")!.Value);
        await GoneAsync(site);
        Assert.Equal(["10912", "10911"], (await site.EventCodesAsync()).Where(static code => code is "10911" or "10912"));
        Assert.True(long.Parse(ValueOf(await site.GlusterAsync("volume", "info", "v"))!) > 0);
        (await site.StartAsync("v")).Expect(200);
        await site.StopAsync("v");
    }

    [Fact]
    public async Task A_ghost_is_not_adopted_and_one_that_was_is_let_go()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "start");
        await site.SyncAsync();
        Assert.Equal("started", Assert.Single(await site.JobsAsync()).Element("status")!.Value);
        // The host that the engine asks first is the one that shows it.
        tasks.Engine.Gluster.LeaveGhost(site.Id, "v", SimulatedSite.Addresses[0]);

        // One against two, so the open step does not speak for it.
        Assert.Single(await GhostsAsync(site, refresh: true));
        for (var look = 0; look < 3; look++) await site.SyncAsync();

        Assert.Equal("failed", Assert.Single(await site.JobsAsync()).Element("status")!.Value);
        Assert.Equal("0", await tasks.AskAsync($"select count(*) from volume_lease where volume_id = '{site.VolumeId("v")}' and step_id is not null"));
    }

    [Fact]
    public async Task A_host_that_comes_back_is_looked_at()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "start");
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;
        await site.HostsAsync("up", "up", "non_responsive");
        tasks.Engine.Gluster.LeaveGhost(site.Id, "v", SimulatedSite.Addresses[2]);
        await site.SyncAsync();
        Assert.Empty(await GhostsAsync(site));

        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;
        await site.HostsAsync("up", "up", "up");

        await Eventually.GetAsync(
            async () =>
            {
                await site.SyncAsync();
                return await GhostsAsync(site);
            },
            static ghosts => ghosts.Count == 1);
    }

    [Fact]
    public async Task Nothing_is_set_while_another_peer_is_away_or_the_host_of_the_ghost_is_not()
    {
        var site = await HauntedAsync(host: 2);
        await GhostsAsync(site, refresh: true);
        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = true;

        var answer = (await CureAsync(site)).Expect(409);

        Assert.Contains($"{SimulatedSite.Addresses[1]} is not connected and {SimulatedSite.Addresses[2]} is connected", answer.FaultDetail, StringComparison.Ordinal);
        Assert.Null(ValueOf(await site.GlusterAsync("volume", "info", "v")));
        Assert.Single(await GhostsAsync(site));
        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = false;
    }

    [Fact]
    public async Task A_running_task_is_not_disturbed_for_a_ghost()
    {
        var site = await HauntedAsync(host: 2, SimulatedSite.Slow("v") with { FilesPerSecond = 1_000 });
        await GhostsAsync(site, refresh: true);
        // The ghost ends by itself, and then it does not refuse a new task any more.
        await Eventually.GetAsync(() => site.GlusterAsync("volume", "rebalance", "v", "start"), static answer => answer.Element("opRet")!.Value == "0");
        tasks.Engine.Gluster.SwitchDaemon(site.Id, "v", SimulatedSite.Addresses[0], SimulatedDaemonState.Stalled);
        await site.SyncAsync();

        var answer = (await CureAsync(site)).Expect(409);

        Assert.Contains("A task is in progress on the volume v", answer.FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_the_others_do_not_show_is_a_ghost_although_no_host_was_seen_away()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "start");
        // The host that the engine asks first is the one that shows it.
        tasks.Engine.Gluster.LeaveGhost(site.Id, "v", SimulatedSite.Addresses[0]);

        await site.SyncAsync();

        Assert.Single(await GhostsAsync(site));
        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task A_task_that_is_missing_is_looked_for_on_the_other_hosts()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        (await site.StartAsync("v")).Expect(200);
        await site.SyncAsync();
        tasks.Engine.Gluster.LeaveGhost(site.Id, "v", SimulatedSite.Addresses[1]);

        await site.SyncAsync();

        Assert.Equal($"{site.Name}-gluster2", Assert.Single(await GhostsAsync(site)).Element("host")!.Element("name")!.Value);
    }

    [Fact]
    public async Task Without_a_ghost_there_is_nothing_to_cure()
    {
        var site = await tasks.CreateSiteAsync("v");

        Assert.Contains("refresh=true", (await CureAsync(site)).Expect(409).FaultDetail, StringComparison.Ordinal);
        var unknown = site.Volume("v")[..^36] + Guid.NewGuid();
        (await tasks.Client.PostAsync(unknown + "/cureghost", "<action/>")).Expect(404);
        (await tasks.Client.GetAsync(unknown + "/ghosts")).Expect(404);
    }

    [Fact]
    public async Task A_dry_run_of_the_cure_says_what_the_cure_would_and_sets_nothing()
    {
        var site = await HauntedAsync(host: 2);
        await GhostsAsync(site, refresh: true);

        var early = (await RehearseAsync()).Expect(409);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;
        (await RehearseAsync()).Expect(200);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;

        Assert.Contains($"{SimulatedSite.Addresses[2]} is connected", early.FaultDetail, StringComparison.Ordinal);
        Assert.Null(ValueOf(await site.GlusterAsync("volume", "info", "v")));
        Assert.Single(await GhostsAsync(site, refresh: true));

        Task<EngineAnswer> RehearseAsync() => tasks.Client.PostAsync(site.Volume("v") + "/cureghost?dry_run=true", "<action/>");
    }

    /// <summary>A site with a volume v whose rebalance was stopped while a host was away.</summary>
    private async Task<SimulatedSite> HauntedAsync(int host, SimulatedVolume? volume = null)
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [volume ?? SimulatedSite.Slow("v")]);
        await site.SyncAsync();
        var started = (await site.StartAsync("v")).Expect(200);
        tasks.Engine.Gluster.LeaveGhost(site.Id, "v", SimulatedSite.Addresses[host]);
        // As long as nobody looked, the host that the engine asks first makes it believe in its ghost.
        if (host == 0) await GhostsAsync(site, refresh: true);
        await Eventually.GetAsync(
            async () =>
            {
                await site.SyncAsync();
                return await site.StepAsync(started);
            },
            static step => step.Element("status")!.Value == "aborted");
        return site;
    }

    private async Task<IReadOnlyList<XElement>> GhostsAsync(SimulatedSite site, bool refresh = false) =>
        [.. (await tasks.Client.GetAsync($"{site.Volume("v")}/ghosts{(refresh ? "?refresh=true" : "")}")).Expect(200).Xml.Elements()];

    private Task GoneAsync(SimulatedSite site) => Eventually.GetAsync(() => GhostsAsync(site, refresh: true), static ghosts => ghosts.Count == 0);

    private Task<EngineAnswer> CureAsync(SimulatedSite site) => tasks.Client.PostAsync(site.Volume("v") + "/cureghost", "<action/>");

    private static string? ValueOf(XElement volume) =>
        volume.Descendants("option").SingleOrDefault(static option => option.Element("name")!.Value == Option)?.Element("value")!.Value;
}
