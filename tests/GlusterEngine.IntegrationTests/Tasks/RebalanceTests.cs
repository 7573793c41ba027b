using System.Xml.Linq;
using GlusterEngine.Testing;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>A rebalance by REST: its start, its counters, its end, and what forbids it.</summary>
public sealed class RebalanceTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task A_rebalance_is_started_polled_and_ends()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick("v")]);

        var started = await site.StartAsync("v");

        Assert.Equal((200, "complete"), (started.Code, started.Xml.Element("status")!.Value));
        Assert.Equal(("false", "false"), (started.Xml.Element("fix_layout")!.Value, started.Xml.Element("force")!.Value));
        await site.SyncAsync();
        var step = await site.StepAsync(started);
        Assert.Equal(
            ("rebalancing_volume", "gluster", "finished"), (step.Element("type")!.Value, step.Element("external_type")!.Value, step.Element("status")!.Value));
        Assert.NotNull(step.Element("end_time"));
        Assert.StartsWith($"Rebalancing Gluster Volume v in Cluster {site.Name}.( FINISHED ", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal("finished", (await site.JobAsync(started)).Element("status")!.Value);
        Assert.Equal(["validating finished", "executing finished", "rebalancing_volume finished"], Steps((await site.JobsAsync()).Single()));
        Assert.Equal(["4012", "4087"], (await site.EventCodesAsync()).Where(static code => code.StartsWith("40", StringComparison.Ordinal) && code != "4027"));
        Assert.Equal("0", await OpenLeasesAsync(site, "v"));
        Assert.Equal(200, (await site.StartAsync("v")).Code);
    }

    [Fact]
    public async Task The_counters_of_a_running_task_are_there_per_host_and_under_one_id_per_kind()
    {
        var site = await tasks.CreateSiteAsync("v");
        var started = await site.StartAsync("v");
        await site.SyncAsync();
        var path = (await site.StepAsync(started)).Element("link")!.Attribute("href")!.Value;

        var statistics = (await tasks.Client.GetAsync(path)).Xml.Elements().ToList();

        Assert.Equal(3 * 7, statistics.Count);
        Assert.Equal(3, statistics.Select(static statistic => statistic.Element("host")!.Attribute("id")!.Value).Distinct().Count());
        var moved = statistics.Where(static statistic => statistic.Element("name")!.Value == "files.moved").ToList();
        Assert.All(moved, static statistic => Assert.Equal("efca817c-2c70-3c82-b5b4-cff3dc24acbd", statistic.Attribute("id")!.Value));
        Assert.All(statistics.Where(static statistic => statistic.Element("name")!.Value == "status"), static statistic => Assert.Equal("STARTED", statistic.Descendants("detail").Single().Value));
        Assert.Equal("files.moved", (await tasks.Client.GetAsync(moved[0].Attribute("href")!.Value)).Xml.Element("name")!.Value);
        Assert.Equal(statistics.Count, (await tasks.Client.GetAsync(path.Replace("/statistics", "?follow=statistics", StringComparison.Ordinal))).Xml.Descendants("statistic").Count());
        await site.StopAsync("v");
    }

    [Fact]
    public async Task A_stop_keeps_the_final_counters_that_only_its_answer_has()
    {
        var site = await tasks.CreateSiteAsync("v");
        var started = await site.StartAsync("v");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);

        var stopped = await site.StopAsync("v");

        Assert.Equal((200, "complete"), (stopped.Code, stopped.Xml.Element("status")!.Value));
        Assert.Equal(started.Xml.Element("step")!.Attribute("id")!.Value, stopped.Xml.Element("step")!.Attribute("id")!.Value);
        var step = await site.StepAsync(started);
        Assert.Equal("aborted", step.Element("status")!.Value);
        Assert.Contains("( ABORTED Files [scanned: ", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal("failed", (await site.JobAsync(started)).Element("status")!.Value);
        Assert.NotEqual("0", await tasks.AskAsync($"select sum(scanned) from step_task_node where step_id = '{step.Attribute("id")!.Value}'"));
        Assert.Equal("0", await OpenLeasesAsync(site, "v"));
        Assert.Null(await site.TaskIdAsync("v"));
        await site.SyncAsync();
        await site.SyncAsync();
        Assert.Single(await site.JobsAsync());
    }

    [Fact]
    public async Task A_start_soon_after_a_stop_waits_for_a_process_that_is_not_through_with_its_file()
    {
        var site = await tasks.CreateSiteAsync("v");
        var stopped = await site.StartAsync("v");
        // One host still works on it and refuses another one.
        tasks.Engine.Gluster.LeaveGhost(site.Id, "v", SimulatedSite.Addresses[2]);
        await site.SyncUntilAsync(stopped, "aborted");

        var start = site.StartAsync("v");
        await Task.WhenAny(start, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
        Assert.False(start.IsCompleted);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;

        (await start).Expect(200);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;
        (await site.StopAsync("v")).Expect(200);
    }

    [Fact]
    public async Task A_fix_of_the_layout_says_so_to_gluster()
    {
        var site = await tasks.CreateSiteAsync("v");

        var started = await site.StartAsync("v", "<action><fix_layout>true</fix_layout></action>");

        Assert.Equal("true", started.Expect(200).Xml.Element("fix_layout")!.Value);
        Assert.Equal("True", await tasks.AskAsync($"select fix_layout from step_task where volume_id = '{site.VolumeId("v")}'"));
        await site.StopAsync("v");
    }

    [Theory]
    [InlineData("<action><async>true</async></action>", "")]
    [InlineData("<action/>", "?async=true")]
    [InlineData("<action/>", ";async=true")]
    public async Task An_asynchronous_start_is_202_with_the_job_and_the_step_to_poll(string body, string query)
    {
        var site = await tasks.CreateSiteAsync("v");

        var accepted = await site.StartAsync("v", body, query);

        Assert.Equal((202, "in_progress"), (accepted.Code, accepted.Xml.Element("status")!.Value));
        await Eventually.GetAsync(() => site.StepAsync(accepted), static step => step.Element("external_type") is not null);
        Assert.Equal("started", (await site.JobAsync(accepted)).Element("status")!.Value);
    }

    [Fact]
    public async Task A_second_start_is_409_and_names_the_job_that_holds_the_volume()
    {
        var site = await tasks.CreateSiteAsync("v", "w");
        var first = await site.StartAsync("v");

        var second = await site.StartAsync("v");

        Assert.Equal((409, "failed"), (second.Code, second.Xml.Element("status")!.Value));
        Assert.Contains(first.Xml.Element("job")!.Attribute("id")!.Value, second.FaultDetail, StringComparison.Ordinal);
        Assert.Contains("A task is in progress on the volume v", second.FaultDetail, StringComparison.Ordinal);
        Assert.Null(second.Xml.Element("job"));
        Assert.Single(await site.JobsAsync());
        Assert.Equal(200, (await site.StartAsync("w")).Code);
    }

    [Fact]
    public async Task Of_many_starts_at_once_one_wins()
    {
        var site = await tasks.CreateSiteAsync("v");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.StartAsync("v")));

        Assert.Equal([200, 409, 409, 409, 409, 409, 409, 409], answers.Select(static answer => answer.Code).Order());
        Assert.Single(await site.JobsAsync());
    }

    [Fact]
    public async Task All_reasons_against_a_start_are_given_at_once()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Slow("v") with { ReplicaCount = 3, IsStarted = false }]);

        var refused = await site.StartAsync("v", "<action><fix_layout>true</fix_layout><force>true</force></action>");

        Assert.Equal(400, refused.Code);
        foreach (var words in new[] { "should be started", "not distributed", "fix_layout and force exclude each other" })
            Assert.Contains(words, refused.FaultDetail, StringComparison.Ordinal);
        Assert.Empty(await site.JobsAsync());
        Assert.Equal("0", await OpenLeasesAsync(site, "v"));
    }

    [Fact]
    public async Task What_cannot_be_rebalanced_is_refused_with_its_reason_and_leaves_no_trace()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine,
        [
            SimulatedSite.Slow("stopped") with { IsStarted = false },
            SimulatedSite.Slow("replicated") with { ReplicaCount = 3 },
            SimulatedSite.Slow("single") with { Bricks = [SimulatedSite.Slow("single").Bricks[0]] },
        ]);

        foreach (var (volume, code, words) in new[] { ("stopped", 409, "Gluster Volume should be started"), ("replicated", 400, "not distributed"), ("single", 400, "has a single brick") })
        {
            var refused = await site.StartAsync(volume);
            Assert.Equal(code, refused.Code);
            Assert.Contains(words, refused.FaultDetail, StringComparison.Ordinal);
            Assert.Equal("0", await OpenLeasesAsync(site, volume));
        }

        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task A_stop_of_what_does_not_run_is_409()
    {
        var site = await tasks.CreateSiteAsync("v");

        var refused = await site.StopAsync("v");

        Assert.Equal(409, refused.Code);
        Assert.Contains("Rebalance is not running on the volume v", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task Without_a_host_that_is_up_the_cluster_is_named()
    {
        var site = await tasks.CreateSiteAsync("v");
        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).IsDown = true;
        await site.HostsAsync("non_responsive", "non_responsive", "non_responsive");

        var refused = await site.StartAsync("v");

        Assert.Equal(409, refused.Code);
        Assert.Contains($"No up server found in {site.Name}", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task When_no_host_can_be_reached_any_more_the_job_fails_and_the_volume_is_free()
    {
        var site = await tasks.CreateSiteAsync("v");
        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).IsDown = true;

        var unreachable = await site.StartAsync("v");

        Assert.Equal(409, unreachable.Code);
        // Either the start or, a moment later, the inventory found out first.
        if (unreachable.Xml.Element("job") is not null) Assert.Equal("failed", (await site.JobAsync(unreachable)).Element("status")!.Value);
        Assert.Equal("0", await OpenLeasesAsync(site, "v"));
    }

    [Fact]
    public async Task What_gluster_refuses_is_400_in_its_own_words_and_the_volume_is_free()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.GlusterAsync("volume", "remove-brick", "v", $"{SimulatedSite.Addresses[0]}:/bricks/v", "start");

        var refused = await site.StartAsync("v");

        Assert.Equal((400, "failed"), (refused.Code, refused.Xml.Element("status")!.Value));
        Assert.Contains("A remove-brick task on volume v is not yet committed", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Equal("failed", (await site.JobAsync(refused)).Element("status")!.Value);
        var step = await site.StepAsync(refused);
        Assert.Equal("failed", step.Element("status")!.Value);
        Assert.Contains("A remove-brick task on volume v is not yet committed", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.NotNull(step.Element("end_time"));
        Assert.Contains("4013", await site.EventCodesAsync());
    }

    [Fact]
    public async Task A_lock_that_gluster_holds_for_a_moment_is_waited_out()
    {
        var site = await tasks.CreateSiteAsync("v");
        site.Faults.Volume("v").IsLocked = true;

        var starting = site.StartAsync("v");
        await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        site.Faults.Volume("v").IsLocked = false;

        Assert.Equal(200, (await starting).Code);
    }

    private static IEnumerable<string> Steps(XElement job) =>
        job.Descendants("step").Where(static step => step.Element("type") is not null).Select(static step => $"{step.Element("type")!.Value} {step.Element("status")!.Value}");

    private Task<string?> OpenLeasesAsync(SimulatedSite site, string volume) =>
        tasks.AskAsync($"select count(*) from volume_lease where step_id is not null and volume_id = '{site.VolumeId(volume)}'");
}
