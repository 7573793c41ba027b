using System.Globalization;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>Commands without a definite answer: nothing is repeated, nothing is doubled, and the sync finds out.</summary>
public sealed class UnknownOutcomeTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task A_start_whose_reply_is_lost_is_linked_to_the_same_step()
    {
        var site = await tasks.CreateSiteAsync("mute-start");

        var pending = await site.StartAsync("mute-start");

        Assert.Equal((202, "pending"), (pending.Code, pending.Xml.Element("status")!.Value));
        Assert.Contains("10901", await site.EventCodesAsync());
        Assert.Equal("started", (await site.JobAsync(pending)).Element("status")!.Value);
        await site.SyncAsync();
        var step = await site.StepAsync(pending);
        Assert.Equal("started", step.Element("status")!.Value);
        Assert.Contains("( IN PROGRESS ", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal(await site.TaskIdAsync("mute-start"), await tasks.AskAsync($"select external_id from step where step_id = '{step.Attribute("id")!.Value}'"));
        Assert.Single(await site.JobsAsync());
        Assert.Equal(409, (await site.StartAsync("mute-start")).Code);
        Assert.Equal(200, (await site.StopAsync("mute-start")).Code);
    }

    [Fact]
    public async Task As_long_as_nobody_knows_the_volume_stays_locked_and_the_step_says_so()
    {
        var site = await tasks.CreateSiteAsync("lost-start");

        var pending = await site.StartAsync("lost-start");
        // A locked volume is left out of the list, so that no sync learns anything.
        site.Faults.Volume("lost-start").IsLocked = true;

        Assert.Contains("OUTCOME UNKNOWN", (await site.StepAsync(pending)).Element("description")!.Value, StringComparison.Ordinal);
        foreach (var refused in new[] { await site.StartAsync("lost-start"), await site.StopAsync("lost-start") })
        {
            Assert.Equal(409, refused.Code);
            Assert.Contains(pending.Xml.Element("job")!.Attribute("id")!.Value, refused.FaultDetail, StringComparison.Ordinal);
        }

        site.Faults.Volume("lost-start").IsLocked = false;
    }

    [Fact]
    public async Task A_start_that_was_lost_before_gluster_heard_it_never_started()
    {
        var site = await tasks.CreateSiteAsync("lost-start");

        var pending = await site.StartAsync("lost-start");

        Assert.Equal(202, pending.Code);
        var step = await site.SyncUntilAsync(pending, "failed");
        Assert.NotEqual("", await site.GenerationAsync("lost-start"));
        Assert.Contains("never started", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal("failed", (await site.JobAsync(pending)).Element("status")!.Value);
        Assert.Null(await site.TaskIdAsync("lost-start"));
        Assert.Single(await site.JobsAsync());
        Assert.Equal("0", await tasks.AskAsync($"select count(*) from volume_lease where step_id is not null and volume_id = '{site.VolumeId("lost-start")}'"));
    }

    [Fact]
    public async Task A_task_that_was_there_before_anybody_looked_is_not_taken_for_the_one_that_got_lost()
    {
        var site = await tasks.CreateSiteAsync("lost-start");
        await site.RestAsync();
        await site.GlusterAsync("volume", "rebalance", "lost-start", "start");
        await tasks.AskAsync($"update gluster_volume set tasks_observed = false, task_id = null where volume_id = '{site.VolumeId("lost-start")}'");

        var pending = await site.StartAsync("lost-start");

        Assert.Equal(202, pending.Code);
        var step = await site.SyncUntilAsync(pending, "failed");
        Assert.Contains("never started", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal(await site.TaskIdAsync("lost-start"), await tasks.AskAsync($"select previous_task_id from step_task where step_id = '{pending.Xml.Element("step")!.Attribute("id")!.Value}'"));
    }

    [Theory]
    [InlineData("rebalance", "<fix_layout>true</fix_layout>")]
    [InlineData("glusterbricks/migrate", "<bricks><brick><name>{0}</name></brick></bricks>")]
    public async Task A_start_that_was_lost_is_repeated_once_where_its_caller_wants_that(string action, string given)
    {
        // The command line loses the starts of volumes of this name, each time.
        var site = await tasks.CreateSiteAsync("lost-start");
        var brick = (await tasks.Client.GetAsync(site.Volume("lost-start") + "/glusterbricks")).Expect(200).Xml.Elements().First().Element("name")!.Value;
        var pending = await tasks.Client.PostAsync(
            $"{site.Volume("lost-start")}/{action}", $"<action>{string.Format(CultureInfo.InvariantCulture, given, brick)}<repeat_if_lost>true</repeat_if_lost></action>");

        Assert.Equal(202, pending.Code);
        await site.SyncUntilAsync(pending, "failed");
        var jobs = await Eventually.GetAsync(site.JobsAsync, static jobs => jobs.Count > 1);
        Assert.Equal(2, jobs.Count);
        Assert.Equal("started", jobs[0].Element("status")!.Value);
        Assert.Equal(jobs[1].Element("owner")!.Attribute("id")!.Value, jobs[0].Element("owner")!.Attribute("id")!.Value);
        Assert.Equal(jobs[1].Element("correlation_id")?.Value, jobs[0].Element("correlation_id")?.Value);
        Assert.Contains("10945", await site.EventCodesAsync());
        // The second one got lost as well, and stays failed.
        for (var look = 0; look < 8; look++) await site.SyncAsync();
        await Eventually.GetAsync(site.JobsAsync, static jobs => jobs.All(static job => job.Element("status")!.Value == "failed"));
        for (var look = 0; look < 3; look++) await site.SyncAsync();
        Assert.Equal(2, (await site.JobsAsync()).Count);
        Assert.Null(await site.TaskIdAsync("lost-start"));
    }

    [Fact]
    public async Task A_start_that_arrives_after_it_was_given_up_does_nothing()
    {
        var site = await tasks.CreateSiteAsync("late-start");
        var pending = await site.StartAsync("late-start");
        await site.SyncUntilAsync(pending, "failed");

        var late = await LosingCommandLine.ArriveAsync("late-start");

        Assert.Equal(FenceState.Moved, late.State);
        Assert.Null(await site.TaskIdAsync("late-start"));
        // The look that the command asks for would pre-empt it as well.
        site.Faults.Volume("late-start").IsLocked = true;
        Assert.Equal(202, (await site.StartAsync("late-start")).Code);
        await site.RestAsync();
        site.Faults.Volume("late-start").IsLocked = false;
        await LosingCommandLine.ArriveAsync("late-start");
        await site.SyncAsync();
        Assert.NotNull(await site.TaskIdAsync("late-start"));
        Assert.Equal(2, (await site.JobsAsync()).Count);
    }

    [Fact]
    public async Task A_start_that_arrives_after_its_volume_was_deleted_and_made_anew_does_nothing()
    {
        var site = await tasks.CreateSiteAsync("late-start");
        Assert.Equal(202, (await site.StartAsync("late-start")).Code);
        await site.GlusterAsync("volume", "stop", "late-start");
        await site.GlusterAsync("volume", "delete", "late-start");
        await site.GlusterAsync(["volume", "create", "late-start", .. SimulatedSite.Addresses.Select(static address => $"{address}:/bricks/anew")]);
        await site.GlusterAsync("volume", "start", "late-start");
        Assert.Equal("", await site.GenerationAsync("late-start"));

        var late = await LosingCommandLine.ArriveAsync("late-start");

        Assert.Equal((FenceState.Moved, null), (late.State, late.Value));
        Assert.Equal("", await site.GenerationAsync("late-start"));
        Assert.Null(await site.TaskIdAsync("late-start"));
    }

    [Fact]
    public async Task A_start_that_arrives_after_an_operator_did_the_same_and_it_ended_does_nothing()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick("late-start")]);
        // A locked volume is left out of the list, so that no sync learns anything before the operator comes.
        site.Faults.Volume("late-start").IsLocked = true;
        var pending = await site.StartAsync("late-start");
        await site.RestAsync();
        site.Faults.Volume("late-start").IsLocked = false;
        await site.GlusterAsync("volume", "rebalance", "late-start", "start");
        await site.SyncUntilAsync(pending, "finished");
        var typed = await site.TaskIdAsync("late-start");

        await Eventually.GetAsync(
            async () =>
            {
                await site.SyncAsync();
                return await tasks.AskAsync($"select move_on_wanted::text from volume_lease where volume_id = '{site.VolumeId("late-start")}'");
            },
            static wanted => wanted == "false");

        Assert.Equal(FenceState.Moved, (await LosingCommandLine.ArriveAsync("late-start")).State);
        Assert.Equal(typed, await site.TaskIdAsync("late-start"));
        Assert.Single(await site.JobsAsync());
    }

    [Fact]
    public async Task A_volume_that_another_engine_changed_is_refused()
    {
        var site = await tasks.CreateSiteAsync("shared");
        await site.GlusterAsync("volume", "set", "shared", VolumeFence.Option, "4711");

        var refused = await site.StartAsync("shared");

        Assert.Equal(409, refused.Code);
        Assert.Contains("generation 4711", refused.Xml.Value, StringComparison.Ordinal);
        Assert.Null(await site.TaskIdAsync("shared"));
        Assert.Equal("4711", await site.GenerationAsync("shared"));
        Assert.Equal("failed", Assert.Single(await site.JobsAsync()).Element("status")!.Value);

        (await tasks.Client.PostAsync(site.Volume("shared") + "/resync", "<action/>")).Expect(200);

        (await site.StartAsync("shared")).Expect(200);
        Assert.True(long.Parse(await site.GenerationAsync("shared"), CultureInfo.InvariantCulture) > 4711);
        Assert.Contains("10923", await site.EventCodesAsync());
    }

    [Fact]
    public async Task The_generation_of_the_lease_stands_in_gluster_after_each_change_and_is_no_option_of_users()
    {
        var site = await tasks.CreateSiteAsync("counted");
        await site.StartAsync("counted");
        var started = await site.GenerationAsync("counted");
        await site.StopAsync("counted");
        var stopped = await site.GenerationAsync("counted");
        await tasks.Engine.Services.GetRequiredService<InventorySync>().SyncLightAsync(site.Id, CancellationToken.None);

        Assert.True(long.Parse(started, CultureInfo.InvariantCulture) < long.Parse(stopped, CultureInfo.InvariantCulture));
        Assert.Equal(stopped, await tasks.AskAsync($"select stamp from volume_lease where volume_id = '{site.VolumeId("counted")}'"));
        Assert.Equal("0", await tasks.AskAsync($"select count(*) from gluster_volume_option where name = '{VolumeFence.Option}'"));
    }

    [Fact]
    public async Task A_stop_whose_reply_is_lost_is_found_to_have_happened()
    {
        var site = await tasks.CreateSiteAsync("mute-stop");
        var started = await site.StartAsync("mute-stop");
        await site.SyncAsync();

        var pending = await site.StopAsync("mute-stop");

        Assert.Equal((202, "pending"), (pending.Code, pending.Xml.Element("status")!.Value));
        await site.SyncAsync();
        await site.SyncAsync();
        var step = await site.StepAsync(started);
        Assert.Equal("aborted", step.Element("status")!.Value);
        Assert.Contains("final counters was lost", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal("failed", (await site.JobAsync(started)).Element("status")!.Value);
        Assert.Single(await site.JobsAsync());
    }

    [Fact]
    public async Task A_host_that_loses_its_replies_is_no_reason_to_ask_the_next_one()
    {
        var site = await tasks.CreateSiteAsync("v");
        site.Faults.Host(SimulatedSite.Addresses[0]).LosesReplies = true;

        var answer = await site.StartAsync("v");
        site.Faults.Host(SimulatedSite.Addresses[0]).LosesReplies = false;

        // The inventory may have found the host silent first; then the next one was asked, and that is all right.
        Assert.True(answer.Code is 200 or 202, answer.ToString());
        await site.SyncAsync();
        Assert.Equal("started", (await site.StepAsync(answer)).Element("status")!.Value);
        Assert.Single(await site.JobsAsync());
    }

    [Fact]
    public async Task An_engine_that_stops_during_a_start_leaves_the_intent_to_its_successor()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var settings = TasksEngine.Settings with { ConnectionString = database.ConnectionString };
        var gluster = new SimulatedGluster(Options.Create(new SimulatedOptions { StartSeconds = 3 }), TimeProvider.System);
        EngineAnswer answer;
        Guid clusterId;
        await using (var first = await TasksEngine.StartAsync(settings, gluster))
        {
            var site = await SimulatedSite.CreateAsync(first, "v");
            clusterId = site.Id;
            var starting = site.StartAsync("v");
            await Eventually.GetAsync(site.JobsAsync, static jobs => jobs.Count == 1);
            await first.DisposeAsync();
            answer = await starting;
        }

        // The client still got its answer, and it is the honest one.
        Assert.Equal((202, "pending"), (answer.Code, answer.Xml.Element("status")!.Value));
        await using var second = await TasksEngine.StartAsync(settings, gluster);
        var step = await Eventually.GetAsync(
            async () =>
            {
                await second.Services.GetSync().SyncAsync(clusterId, CancellationToken.None);
                return (await second.Client.GetAsync(answer.Xml.Element("step")!.Attribute("href")!.Value)).Xml;
            },
            static step => step.Element("external_type") is not null);
        Assert.Equal("started", step.Element("status")!.Value);
        Assert.Single((await second.Client.GetAsync("/jobs")).Xml.Elements(), static job => job.Element("description")!.Value.StartsWith("Rebalancing", StringComparison.Ordinal));
    }
}
