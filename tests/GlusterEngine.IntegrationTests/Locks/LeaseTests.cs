using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Locks;

/// <summary>The lease of a volume in the API, and its release.</summary>
public sealed class LeaseTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    private const string Release = "<action><reason>it is stuck</reason></action>";

    [Fact]
    public async Task A_held_lease_shows_in_the_volume_in_the_list_and_in_what_it_forbids()
    {
        var site = await tasks.CreateSiteAsync("v", "w");
        var started = await site.StartAsync("v");

        var lease = (await LeaseAsync(site, "v"))!;

        Assert.Equal(Href(started, "job"), lease.Element("job")!.Attribute("href")!.Value);
        Assert.Equal(Href(started, "step"), lease.Element("step")!.Attribute("href")!.Value);
        Assert.Equal($"{site.Name}-{SimulatedSite.Pool.Hosts[0].Name}", lease.Element("host")!.Element("name")!.Value);
        Assert.Equal(await GenerationAsync(site), lease.Element("generation")!.Value);
        Assert.NotNull(lease.Element("since"));
        Assert.Equal("alive", (await tasks.Client.GetAsync(lease.Element("engine")!.Attribute("href")!.Value)).Expect(200).Xml.Element("status")!.Value);
        var listed = (await tasks.Client.GetAsync($"/clusters/{site.Id}/glustervolumes")).Xml.Elements().ToList();
        Assert.Equal([lease.ToString(), null], listed.Select(static volume => volume.Element("lease")?.ToString()));
        var refused = (await site.StartAsync("v")).Expect(409);
        Assert.Equal(lease.ToString(), refused.Xml.Element("lease")!.ToString());
        Assert.Contains($"Job {started.Xml.Element("job")!.Attribute("id")!.Value} holds it", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Contains($"generation {lease.Element("generation")!.Value})", refused.FaultDetail, StringComparison.Ordinal);
        await site.StopAsync("v");
        Assert.Null(await LeaseAsync(site, "v"));
    }

    [Fact]
    public async Task A_released_lease_ends_its_job_as_unknown_and_the_live_task_is_adopted_once()
    {
        var site = await tasks.CreateSiteAsync("v");
        var started = await site.StartAsync("v");
        var generation = await GenerationAsync(site);

        var released = (await ReleaseAsync(site, Release)).Expect(200);

        Assert.Equal(generation, released.Xml.Element("lease")!.Element("generation")!.Value);
        Assert.True(long.Parse(await GenerationAsync(site)) > long.Parse(generation));
        var step = await site.StepAsync(started);
        Assert.Equal("unknown", step.Element("status")!.Value);
        Assert.Contains("the lease was released by admin@internal: it is stuck", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal("unknown", (await site.JobAsync(started)).Element("status")!.Value);
        var told = (await tasks.Client.GetAsync($"/events?search=message%3D*{site.Name}*released*")).Expect(200).Xml.Elements().Single();
        Assert.Equal("10920", told.Element("code")!.Value);
        Assert.EndsWith("Reason given: it is stuck", told.Element("description")!.Value, StringComparison.Ordinal);

        await site.SyncAsync();
        await site.SyncAsync();
        var jobs = await site.JobsAsync();
        Assert.Equal(["started", "unknown"], jobs.Select(static job => job.Element("status")!.Value));
        Assert.Equal("1", await tasks.AskAsync($"select count(*) from step where external_id = '{await site.TaskIdAsync("v")}' and end_time is null"));
        await site.StopAsync("v");
    }

    [Fact]
    public async Task What_the_old_holder_writes_late_changes_nothing()
    {
        var site = await tasks.CreateSiteAsync("v");
        site.Faults.Host(SimulatedSite.Addresses[0]).Delay = TimeSpan.FromMilliseconds(800);
        var starting = site.StartAsync("v");
        await Eventually.GetAsync(() => LeaseAsync(site, "v"), static lease => lease is not null);
        // Until the verb was said; before that, it would not be said any more.
        await Eventually.GetAsync(() => site.TaskIdAsync("v", SimulatedSite.Addresses[1]), static task => task is not null);

        (await ReleaseAsync(site, Release)).Expect(200);

        // Gluster did start it; the answer comes to one who holds the lease no more.
        var started = await starting;
        site.Faults.Host(SimulatedSite.Addresses[0]).Delay = TimeSpan.Zero;
        Assert.Equal("unknown", (await site.StepAsync(started)).Element("status")!.Value);
        Assert.Equal("unknown", (await site.JobAsync(started)).Element("status")!.Value);
        Assert.Null((await site.StepAsync(started)).Element("task_id"));
        await site.HostsAsync("up", "up", "up");
        await site.SyncAsync();
        Assert.Equal(["started", "unknown"], (await site.JobsAsync()).Select(static job => job.Element("status")!.Value));
        await site.StopAsync("v");
    }

    [Fact]
    public async Task A_dry_run_shows_who_would_lose_the_lease_and_changes_nothing()
    {
        var site = await tasks.CreateSiteAsync("v");
        var started = await site.StartAsync("v");
        var before = await LeaseAsync(site, "v");

        var rehearsed = (await ReleaseAsync(site, "<action><dry_run>true</dry_run><reason>a rehearsal</reason></action>")).Expect(200);

        Assert.Equal(before!.ToString(), rehearsed.Xml.Element("lease")!.ToString());
        Assert.Equal(before.ToString(), (await LeaseAsync(site, "v"))!.ToString());
        Assert.Equal("started", (await site.StepAsync(started)).Element("status")!.Value);
        await site.StopAsync("v");
    }

    [Fact]
    public async Task A_release_needs_a_reason_and_a_lease()
    {
        var site = await tasks.CreateSiteAsync("v");

        Assert.Equal(409, (await ReleaseAsync(site, Release)).Code);
        Assert.Equal(400, (await ReleaseAsync(site, "<action/>")).Code);
        Assert.Equal(404, (await tasks.Client.PostAsync($"/clusters/{site.Id}/glustervolumes/{Guid.NewGuid()}/releaselease", Release)).Code);
    }

    private Task<EngineAnswer> ReleaseAsync(SimulatedSite site, string body) => tasks.Client.PostAsync(site.Volume("v") + "/releaselease", body);

    private async Task<XElement?> LeaseAsync(SimulatedSite site, string volume) => (await tasks.Client.GetAsync(site.Volume(volume))).Expect(200).Xml.Element("lease");

    private async Task<string> GenerationAsync(SimulatedSite site) =>
        (await tasks.AskAsync($"select generation from volume_lease where volume_id = '{site.VolumeId("v")}'"))!;

    private static string Href(EngineAnswer action, string member) => action.Xml.Element(member)!.Attribute("href")!.Value;
}
