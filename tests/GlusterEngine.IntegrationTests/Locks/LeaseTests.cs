using System.Xml.Linq;
using GlusterEngine.Engine.Locks;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task A_change_beside_a_task_that_nobody_answers_is_given_up_alone()
    {
        const string Option = "<action><option><name>user.beside</name><value>1</value></option></action>";
        var site = await tasks.CreateSiteAsync("lost-volume-set");
        var started = await site.StartAsync("lost-volume-set");
        var pending = (await tasks.Client.PostAsync(site.Volume("lost-volume-set") + "/setoption", Option)).Expect(202);
        var refused = (await tasks.Client.PostAsync(site.Volume("lost-volume-set") + "/setoption", Option)).Expect(409);
        Assert.Contains("give it up by releaselease", refused.FaultDetail, StringComparison.Ordinal);

        var given = (await tasks.Client.PostAsync(site.Volume("lost-volume-set") + "/releaselease", Release)).Expect(200).Xml.Element("lease")!;

        Assert.Equal(Href(pending, "step"), given.Element("step")!.Attribute("href")!.Value);
        Assert.Null(given.Element("generation"));
        Assert.Equal("unknown", (await site.JobAsync(pending)).Element("status")!.Value);
        Assert.Equal(("started", Href(started, "step")), ((await site.JobAsync(started)).Element("status")!.Value, (await LeaseAsync(site, "lost-volume-set"))!.Element("step")!.Attribute("href")!.Value));
        (await tasks.Client.PostAsync(site.Volume("lost-volume-set") + "/setoption", Option)).Expect(202);
    }

    [Fact]
    public async Task A_generation_that_another_engine_still_moves_on_for_a_release_is_expected_by_the_next_holder()
    {
        var site = await tasks.CreateSiteAsync("v");
        (await site.StartAsync("v")).Expect(200);
        (await site.StopAsync("v")).Expect(200);
        await site.RestAsync();
        // What a release leaves, which the other engine is about to write into gluster when the next task begins.
        var released = await tasks.AskAsync(
            $"""
            with next as (select nextval('volume_lease_generation_seq') as generation)
            update volume_lease set generation = next.generation, stamps_tried = array_append(stamps_tried, next.generation), move_on_wanted = true
            from next where volume_id = '{site.VolumeId("v")}' returning volume_lease.generation
            """);
        (await site.StartAsync("v")).Expect(200);

        await site.GlusterAsync("volume", "set", "v", "user.glusterengine.generation", released!);

        (await site.StopAsync("v")).Expect(200);
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
    public async Task While_a_peer_is_away_nothing_is_stamped_and_the_lease_says_that_the_engine_alone_keeps_its_generation()
    {
        var site = await tasks.CreateSiteAsync("v");
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;
        (await site.StartAsync("v")).Expect(200);
        var alone = (await LeaseAsync(site, "v"))!;

        Assert.Equal(("", "engine only"), (await site.GenerationAsync("v"), alone.Element("generation_kept_by")!.Value));

        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;
        (await site.StopAsync("v")).Expect(200);
        await site.AwaitAsync(site.Volume("v") + "/glusterbricks", static answer => answer.Expect(200).Xml.Elements().All(static brick => brick.Element("status")!.Value == "up"));
        (await site.StartAsync("v")).Expect(200);
        var both = (await LeaseAsync(site, "v"))!;
        Assert.Equal((await site.GenerationAsync("v"), "gluster"), (both.Element("generation")!.Value, both.Element("generation_kept_by")!.Value));
        await site.StopAsync("v");
    }

    [Fact]
    public async Task What_the_old_holder_writes_late_changes_nothing()
    {
        const string volume = "held-start";
        var site = await tasks.CreateSiteAsync(volume);
        var starting = site.StartAsync(volume);
        // Until the verb was said; before that, it would not be said any more.
        await Eventually.GetAsync(() => site.TaskIdAsync(volume), static task => task is not null);

        (await tasks.Client.PostAsync(site.Volume(volume) + "/releaselease", Release)).Expect(200);

        // Gluster did start it; the answer comes to one who holds the lease no more.
        LosingCommandLine.LetReply(volume);
        var started = await starting;
        Assert.Equal("unknown", (await site.StepAsync(started)).Element("status")!.Value);
        Assert.Equal("unknown", (await site.JobAsync(started)).Element("status")!.Value);
        Assert.Null((await site.StepAsync(started)).Element("task_id"));
        await site.SyncAsync();
        Assert.Equal(["started", "unknown"], (await site.JobsAsync()).Select(static job => job.Element("status")!.Value));
        await site.StopAsync(volume);
    }

    [Fact]
    public async Task What_was_on_its_way_at_a_release_does_not_happen_to_the_task_that_is_adopted_after_it()
    {
        const string volume = "late-stop";
        var site = await tasks.CreateSiteAsync(volume);
        (await site.StartAsync(volume)).Expect(200);
        (await site.StopAsync(volume)).Expect(202);
        (await tasks.Client.PostAsync(site.Volume(volume) + "/releaselease", Release)).Expect(200);
        await Eventually.GetAsync(
            async () =>
            {
                await site.SyncAsync();
                return await tasks.AskAsync($"select not move_on_wanted and step_id is not null from volume_lease where volume_id = '{site.VolumeId(volume)}'");
            },
            static isMovedOn => isMovedOn == "True");

        var late = await LosingCommandLine.ArriveAsync(volume);

        Assert.Equal(FenceState.Moved, late.State);
        Assert.NotNull(await site.TaskIdAsync(volume));
        Assert.Equal("started", (await site.JobsAsync())[0].Element("status")!.Value);
        await site.GlusterAsync("volume", "rebalance", volume, "stop");
    }

    [Fact]
    public async Task What_a_release_left_to_be_moved_on_in_gluster_is_moved_on_by_whoever_looks_next()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v");
        await site.StopAsync("v");
        var before = await site.GenerationAsync("v");
        // As an engine leaves it that dies right after it released a lease with a change on its way.
        await tasks.AskAsync($"""
            with released as (
              update volume_lease set generation = nextval('volume_lease_generation_seq'), move_on_wanted = true
              where volume_id = '{site.VolumeId("v")}' returning 1)
            select count(*) from released
            """);

        await site.SyncAsync();

        await Eventually.GetAsync(() => MoveOnWantedAsync(site), static wanted => wanted == "no");
        var generation = await GenerationAsync(site);
        Assert.NotEqual(before, generation);
        Assert.Equal(generation, await site.GenerationAsync("v"));
        Assert.Equal(generation, await tasks.AskAsync($"select stamp from volume_lease where volume_id = '{site.VolumeId("v")}'"));
        (await site.StartAsync("v")).Expect(200);
        await site.StopAsync("v");
    }

    [Fact]
    public async Task No_generation_is_moved_on_by_a_host_that_was_given_peace_meanwhile()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v");
        await site.StopAsync("v");
        var (before, generation) = (await site.GenerationAsync("v"), long.Parse(await GenerationAsync(site)));
        var listed = (await tasks.Client.GetAsync($"/hosts?search=cluster%3D{site.Name}")).Expect(200).Xml.Elements().First();
        var host = new VdsHost(Guid.Parse(listed.Attribute("id")!.Value), site.Id, "x", SimulatedSite.Addresses[0], HostTransport.Simulated, GlusterdSocket: null);
        (await tasks.Client.PostAsync(listed.Attribute("href")!.Value + "/deactivate", "<action/>")).Expect(200);

        // As a look that began before goes on.
        var moved = await tasks.Engine.Services.GetRequiredService<GenerationMove>()
            .RunAsync(host, (site.VolumeId("v"), "v"), (generation, [long.Parse(before)]), CancellationToken.None);

        Assert.Contains("is in maintenance", Assert.IsType<VdsReply<long?>.Unreachable>(moved).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generation_that_another_engine_left_stands_after_a_release()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v");
        await site.StopAsync("v");
        await site.GlusterAsync("volume", "set", "v", "user.glusterengine.generation", "4711");
        await tasks.AskAsync($"with released as (update volume_lease set move_on_wanted = true where volume_id = '{site.VolumeId("v")}' returning 1) select count(*) from released");

        await site.SyncAsync();

        await Eventually.GetAsync(() => MoveOnWantedAsync(site), static wanted => wanted == "no");
        Assert.Equal("4711", await site.GenerationAsync("v"));
    }

    [Fact]
    public async Task A_stop_that_finds_the_generation_moved_says_who_holds_the_lease()
    {
        var site = await tasks.CreateSiteAsync("v");
        var started = await site.StartAsync("v");
        await site.GlusterAsync("volume", "set", "v", "user.glusterengine.generation", "4711");

        var refused = (await site.StopAsync("v")).Expect(409);

        var lease = refused.Xml.Element("lease")!;
        Assert.Equal(started.Xml.Element("step")!.Attribute("id")!.Value, lease.Element("step")!.Attribute("id")!.Value);
        Assert.Equal(await GenerationAsync(site), lease.Element("generation")!.Value);
        (await tasks.Client.PostAsync(site.Volume("v") + "/resync", "<action/>")).Expect(200);
        (await site.StopAsync("v")).Expect(200);
    }

    [Fact]
    public async Task A_generation_that_leaves_no_room_to_grow_is_not_taken_from_gluster()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.GlusterAsync("volume", "set", "v", "user.glusterengine.generation", "9000000000000000000");

        var refused = (await tasks.Client.PostAsync(site.Volume("v") + "/resync", "<action/>")).Expect(409);

        Assert.Contains("is 9000000000000000000, which no engine wrote", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Equal("0", await tasks.AskAsync($"select count(*) from volume_lease where volume_id = '{site.VolumeId("v")}' and stamp > 0"));
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

    private Task<string?> MoveOnWantedAsync(SimulatedSite site) =>
        tasks.AskAsync($"select case when move_on_wanted then 'yes' else 'no' end from volume_lease where volume_id = '{site.VolumeId("v")}'");

    private Task<EngineAnswer> ReleaseAsync(SimulatedSite site, string body) => tasks.Client.PostAsync(site.Volume("v") + "/releaselease", body);

    private async Task<XElement?> LeaseAsync(SimulatedSite site, string volume) => (await tasks.Client.GetAsync(site.Volume(volume))).Expect(200).Xml.Element("lease");

    private async Task<string> GenerationAsync(SimulatedSite site) =>
        (await tasks.AskAsync($"select generation from volume_lease where volume_id = '{site.VolumeId("v")}'"))!;

    private static string Href(EngineAnswer action, string member) => action.Xml.Element(member)!.Attribute("href")!.Value;
}
