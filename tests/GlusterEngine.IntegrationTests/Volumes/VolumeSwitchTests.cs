using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Volumes;

/// <summary>Volumes are started and stopped.</summary>
public sealed class VolumeSwitchTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task A_volume_is_stopped_and_started_and_each_leaves_a_finished_job_and_an_event()
    {
        var site = await tasks.CreateSiteAsync("v");

        var stopped = (await PostAsync(site, "v", "stop")).Expect(200);
        Assert.Equal("complete", stopped.Xml.Element("status")!.Value);
        Assert.Equal("down", await StatusAsync(site, "v"));
        Assert.Equal("Stopped", await InGlusterAsync(site, "v"));
        var started = (await PostAsync(site, "v", "start")).Expect(200);
        Assert.Equal("up", await StatusAsync(site, "v"));
        Assert.Equal("Started", await InGlusterAsync(site, "v"));

        foreach (var (answer, words) in new[] { (stopped, "Stopping"), (started, "Starting") })
        {
            var job = await site.JobAsync(answer);
            Assert.Equal(("finished", $"{words} Gluster Volume v in Cluster {site.Name}"), (job.Element("status")!.Value, job.Element("description")!.Value));
            Assert.Equal(("finished", "executing"), ((await site.StepAsync(answer)).Element("status")!.Value, (await site.StepAsync(answer)).Element("type")!.Value));
        }

        await LookAsync(site);
        Assert.Equal(["4006", "4004"], (await site.EventCodesAsync()).Where(static code => code is "4006" or "4004" or "4040" or "4041"));
        Assert.Null((await tasks.Client.GetAsync(site.Volume("v"))).Xml.Element("lease"));
        Assert.Equal(await site.GenerationAsync("v"), await tasks.AskAsync($"select stamp from volume_lease where volume_id = '{site.VolumeId("v")}'"));
    }

    [Fact]
    public async Task What_is_so_already_takes_force()
    {
        var site = await tasks.CreateSiteAsync("v");

        Assert.Contains("Gluster Volume v already started", (await PostAsync(site, "v", "start")).Expect(409).FaultDetail, StringComparison.Ordinal);
        (await PostAsync(site, "v", "start", "<action><force>true</force></action>")).Expect(200);
        (await PostAsync(site, "v", "stop")).Expect(200);
        Assert.Contains("Gluster Volume v already stopped", (await PostAsync(site, "v", "stop")).Expect(409).FaultDetail, StringComparison.Ordinal);
        Assert.Equal(2, (await site.JobsAsync()).Count);
    }

    [Fact]
    public async Task While_a_task_is_open_a_volume_is_not_stopped_but_its_bricks_may_be_brought_up()
    {
        var site = await tasks.CreateSiteAsync("v");
        (await site.StartAsync("v")).Expect(200);

        foreach (var body in new[] { "<action/>", "<action><force>true</force></action>" })
        {
            var refused = (await PostAsync(site, "v", "stop", body)).Expect(409);
            Assert.Contains($"Rebalance is running on the volume v in cluster {site.Name}", refused.FaultDetail, StringComparison.Ordinal);
            Assert.NotNull(refused.Xml.Element("lease"));
        }

        (await PostAsync(site, "v", "start", "<action><force>true</force></action>")).Expect(200);
        Assert.Equal("started", (await site.JobsAsync())[^1].Element("status")!.Value);
        (await site.StopAsync("v")).Expect(200);
        (await PostAsync(site, "v", "stop")).Expect(200);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_an_unknown_volume_is_404()
    {
        var site = await tasks.CreateSiteAsync("v");

        (await PostAsync(site, "v", "stop?dry_run=true")).Expect(200);
        Assert.Equal(409, (await PostAsync(site, "v", "start?dry_run=true")).Code);
        (await tasks.Client.PostAsync($"{site.Volume("v")[..^36]}{Guid.NewGuid()}/stop", "<action/>")).Expect(404);

        Assert.Equal("Started", await InGlusterAsync(site, "v"));
        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task A_change_whose_reply_is_lost_is_found_to_have_happened()
    {
        var site = await tasks.CreateSiteAsync("mute-volume-stop");

        var answer = (await PostAsync(site, "mute-volume-stop", "stop")).Expect(200);

        Assert.Equal("finished", (await site.JobAsync(answer)).Element("status")!.Value);
        Assert.Equal("down", await StatusAsync(site, "mute-volume-stop"));
    }

    [Fact]
    public async Task A_change_that_never_arrived_is_pending_until_it_cannot_happen_any_more()
    {
        var site = await tasks.CreateSiteAsync("lost-volume-stop");

        var pending = await PendingAsync(site);
        Assert.Equal("pending", pending.Xml.Element("status")!.Value);
        var held = (await PostAsync(site, "lost-volume-stop", "start", "<action><force>true</force></action>")).Expect(409);
        Assert.Contains(pending.Xml.Element("job")!.Attribute("id")!.Value, held.FaultDetail, StringComparison.Ordinal);
        PeersAreDown(site, false);
        Assert.Equal("failed", await SettledAsync(site, pending));
        Assert.Equal(await site.GenerationAsync("lost-volume-stop"), await tasks.AskAsync($"select stamp from volume_lease where volume_id = '{site.VolumeId("lost-volume-stop")}'"));
        Assert.Equal(["10940", "10941"], (await site.EventCodesAsync()).Where(static code => code.StartsWith("1094", StringComparison.Ordinal)));
        (await PostAsync(site, "lost-volume-stop", "start", "<action><force>true</force></action>")).Expect(200);
    }

    [Fact]
    public async Task A_change_without_answer_says_what_it_waits_for_and_since_when()
    {
        var site = await tasks.CreateSiteAsync("lost-volume-stop");
        var pending = await PendingAsync(site);

        var away = await WaitsAsync(site, pending, "is not connected");
        Assert.Matches("^Executing: gluster does not show it. That counts only once all peers are connected, and .* It waits since [0-9]{4}-", away);
        site.Faults.Host(SimulatedSite.Addresses[0]).IsDown = true;
        var silent = await WaitsAsync(site, pending, "host unresponsive");
        Assert.Contains($"no host of cluster {site.Name} tells of it ({site.Name}-", silent, StringComparison.Ordinal);

        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).IsDown = false;
        await site.HostsAsync("up", "up", "up");
        Assert.Equal("failed", await SettledAsync(site, pending));
        Assert.Equal("Executing: gluster did not answer, and it did not happen", (await site.StepAsync(pending)).Element("description")!.Value);
    }

    [Fact]
    public async Task A_change_of_an_engine_that_died_is_settled_by_the_next_look()
    {
        var site = await tasks.CreateSiteAsync("lost-volume-stop");
        var pending = await PendingAsync(site);
        await tasks.AskAsync($"update volume_change set deadline = now() + interval '1 hour', engine_id = 'gone' where job_id = '{pending.Xml.Element("job")!.Attribute("id")!.Value}'");
        await site.GlusterAsync("volume", "stop", "lost-volume-stop");
        PeersAreDown(site, false);

        Assert.Equal("finished", await SettledAsync(site, pending));
        Assert.Equal("down", await StatusAsync(site, "lost-volume-stop"));
    }

    [Fact]
    public async Task The_lease_of_a_change_without_answer_can_be_released()
    {
        var site = await tasks.CreateSiteAsync("lost-volume-stop");
        var pending = await PendingAsync(site);
        Assert.NotNull((await tasks.Client.GetAsync(site.Volume("lost-volume-stop"))).Xml.Element("lease"));

        (await PostAsync(site, "lost-volume-stop", "releaselease", "<action><reason>test</reason></action>")).Expect(200);

        Assert.Equal("unknown", (await site.JobAsync(pending)).Element("status")!.Value);
        Assert.Null((await tasks.Client.GetAsync(site.Volume("lost-volume-stop"))).Xml.Element("lease"));
        Assert.Equal("up", await StatusAsync(site, "lost-volume-stop"));
    }

    [Fact]
    public async Task What_gluster_refuses_is_told_in_its_words()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.GlusterAsync("volume", "stop", "v");

        var refused = (await PostAsync(site, "v", "stop")).Expect(400);

        Assert.Contains("is not in the started state", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Equal("failed", (await site.JobAsync(refused)).Element("status")!.Value);
        Assert.Contains("4007", await site.EventCodesAsync());
    }

    /// <summary>A stop that never arrived. The peers are down, and so no look can say that it did not happen before the test lets it.</summary>
    private async Task<EngineAnswer> PendingAsync(SimulatedSite site)
    {
        PeersAreDown(site, true);
        return (await PostAsync(site, "lost-volume-stop", "stop", "<action><force>true</force></action>")).Expect(202);
    }

    private static void PeersAreDown(SimulatedSite site, bool areDown)
    {
        foreach (var address in SimulatedSite.Addresses.Skip(1)) site.Faults.Host(address).IsDown = areDown;
    }

    private Task<EngineAnswer> PostAsync(SimulatedSite site, string volume, string action, string body = "<action/>") =>
        tasks.Client.PostAsync($"{site.Volume(volume)}/{action}", body);

    private async Task<string> StatusAsync(SimulatedSite site, string volume) => (await tasks.Client.GetAsync(site.Volume(volume))).Expect(200).Xml.Element("status")!.Value;

    private static async Task<string> InGlusterAsync(SimulatedSite site, string volume) => (await site.GlusterAsync("volume", "info", volume)).Descendants("statusStr").Single().Value;

    /// <summary>The job's status once it ended; looks that commands ask for may be quicker than the test's own.</summary>
    private async Task<string> SettledAsync(SimulatedSite site, EngineAnswer action) => await Eventually.GetAsync(
        async () =>
        {
            await tasks.Engine.Services.GetRequiredService<VolumeChangeSync>().SyncAsync(site.Id, CancellationToken.None);
            return (await site.JobAsync(action)).Element("status")!.Value;
        },
        static status => status != "started");

    /// <summary>The step's description once it waits for this.</summary>
    private async Task<string> WaitsAsync(SimulatedSite site, EngineAnswer action, string what) => await Eventually.GetAsync(
        async () =>
        {
            await tasks.Engine.Services.GetRequiredService<VolumeChangeSync>().SyncAsync(site.Id, CancellationToken.None);
            return (await site.StepAsync(action)).Element("description")!.Value;
        },
        description => description.Contains(what, StringComparison.Ordinal));

    private Task LookAsync(SimulatedSite site) => tasks.Engine.Services.GetRequiredService<InventorySync>().SyncLightAsync(site.Id, CancellationToken.None);
}
