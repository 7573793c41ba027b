using System.Xml.Linq;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>How much of a node a task may take: at its start, while it runs, and that nothing of it is left afterwards.</summary>
public sealed class ThrottleTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    private const string Option = "cluster.rebal-throttle";

    [Fact]
    public async Task The_throttle_of_a_running_task_is_changed_and_taken_back_after_its_end()
    {
        var site = await tasks.CreateSiteAsync("v");
        var started = await site.StartAsync("v");
        Assert.Contains(site.Volume("v") + "/throttle", (await tasks.Client.GetAsync(site.Volume("v"))).Xml.Descendants("link").Select(static link => link.Attribute("href")!.Value));

        foreach (var value in new[] { "lazy", "aggressive" })
        {
            var answer = (await ThrottleAsync(site, value)).Expect(200).Xml;
            Assert.Equal(("complete", value), (answer.Element("status")!.Value, answer.Element("throttle")!.Value));
            Assert.Equal(started.Xml.Element("step")!.Attribute("id")!.Value, answer.Element("step")!.Attribute("id")!.Value);
            Assert.Equal(value, await SetAsync(site));
            Assert.Equal(value, ShownOf(await tasks.Client.GetAsync(site.Volume("v"))));
        }

        (await site.StopAsync("v")).Expect(200);
        Assert.Null(await RestoredAsync(site, expected: null));
        Assert.Equal(2, (await site.EventCodesAsync()).Count(static code => code == "10909"));
        Assert.Contains("10908", await site.EventCodesAsync());
    }

    [Fact]
    public async Task One_that_comes_after_the_end_of_its_task_is_not_set_any_more()
    {
        // The command line keeps what ends in this word on its way.
        var site = await tasks.CreateSiteAsync("late-lazy");
        (await site.StartAsync("late-lazy")).Expect(200);
        (await tasks.Client.PostAsync(site.Volume("late-lazy") + "/throttle", "<action><throttle>lazy</throttle></action>")).Expect(202);
        (await site.StopAsync("late-lazy")).Expect(200);

        await Eventually.GetAsync(
            async () =>
            {
                await site.SyncAsync();
                return await tasks.AskAsync($"select count(*) from step_task task join volume_lease lease using (volume_id) where volume_id = '{site.VolumeId("late-lazy")}' and (throttle_before is not null or move_on_wanted)");
            },
            static left => left == "0");

        Assert.Equal(FenceState.Moved, (await LosingCommandLine.ArriveAsync("late-lazy")).State);
        Assert.DoesNotContain(Option, (await site.GlusterAsync("volume", "info", "late-lazy")).Descendants("option").Select(static option => option.Element("name")!.Value));
    }

    [Fact]
    public async Task A_peer_that_goes_away_right_before_keeps_a_throttle_from_being_set_and_a_task_from_being_started_with_one()
    {
        var site = await tasks.CreateSiteAsync("parted");

        var unstarted = (await site.StartAsync("parted", "<action><throttle>lazy</throttle></action>")).Expect(409);
        Assert.Contains("The throttle may be set only while all peers are connected, and host ", unstarted.FaultDetail, StringComparison.Ordinal);
        Assert.Null(await site.TaskIdAsync("parted"));
        (await site.StartAsync("parted")).Expect(200);
        var refused = (await tasks.Client.PostAsync(site.Volume("parted") + "/throttle", "<action><throttle>lazy</throttle></action>")).Expect(409);

        Assert.Contains("may be set only while all peers are connected, and host ", refused.FaultDetail, StringComparison.Ordinal);
        Assert.NotNull(refused.Xml.Element("lease"));
        Assert.DoesNotContain(Option, (await site.GlusterAsync("volume", "info", "parted")).ToString(), StringComparison.Ordinal);
        (await site.StopAsync("parted")).Expect(200);
    }

    [Fact]
    public async Task What_an_operator_had_set_comes_back()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.GlusterAsync("volume", "set", "v", Option, "normal");
        await site.AwaitAsync(site.Volume("v"), static volume => ShownOf(volume) == "normal");
        await site.StartAsync("v", "<action><throttle>lazy</throttle></action>");
        Assert.Equal("lazy", await SetAsync(site));

        (await ThrottleAsync(site, "aggressive")).Expect(200);
        await site.StopAsync("v");

        Assert.Equal("normal", await RestoredAsync(site, "normal"));
    }

    [Fact]
    public async Task A_throttle_that_gluster_took_counts_although_the_database_did_not_take_the_option()
    {
        var site = await tasks.CreateSiteAsync("v");
        await tasks.AskAsync($"""
            create function refuse_options() returns trigger language plpgsql as 'begin raise exception ''no space''; end';
            create trigger refuse_options before insert or update on gluster_volume_option for each row when (new.volume_id = '{site.VolumeId("v")}') execute function refuse_options();
            """);

        var started = await site.StartAsync("v", "<action><throttle>lazy</throttle></action>");
        await tasks.AskAsync("drop function refuse_options() cascade");

        Assert.Equal("started", (await site.StepAsync(started.Expect(200))).Element("status")!.Value);
        Assert.Equal("lazy", await SetAsync(site));
        await site.AwaitAsync(site.Volume("v"), static volume => ShownOf(volume) == "lazy");
        (await site.StopAsync("v")).Expect(200);
        Assert.Null(await RestoredAsync(site, expected: null));
    }

    [Fact]
    public async Task What_was_restored_is_no_throttle_of_the_next_task_although_the_database_did_not_take_it_at_once()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v", "<action><throttle>lazy</throttle></action>");
        await tasks.AskAsync($"""
            create function keep_options() returns trigger language plpgsql as 'begin raise exception ''no space''; end';
            create trigger keep_options before delete on gluster_volume_option for each row when (old.volume_id = '{site.VolumeId("v")}') execute function keep_options();
            """);
        (await site.StopAsync("v")).Expect(200);
        await Record.ExceptionAsync(site.SyncAsync);
        Assert.Null(await SetAsync(site));
        await tasks.AskAsync("drop function keep_options() cascade");

        (await site.StartAsync("v", "<action><throttle>aggressive</throttle></action>")).Expect(200);
        (await site.StopAsync("v")).Expect(200);

        Assert.Null(await RestoredAsync(site, expected: null));
    }

    [Fact]
    public async Task What_an_operator_sets_while_the_task_runs_stays()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v", "<action><throttle>lazy</throttle></action>");
        await site.GlusterAsync("volume", "set", "v", Option, "aggressive");
        await site.StopAsync("v");
        await site.SyncAsync();
        Assert.Equal("aggressive", await SetAsync(site));

        // It is forgotten for good, not only put off.
        await site.GlusterAsync("volume", "set", "v", Option, "lazy");
        await site.SyncAsync();

        Assert.Equal("lazy", await SetAsync(site));
        Assert.DoesNotContain("10908", await site.EventCodesAsync());
    }

    [Fact]
    public async Task What_a_task_left_is_restored_also_after_the_next_one_that_could_not_be_started()
    {
        var copied = SimulatedSite.Slow("v") with { Bricks = [.. SimulatedSite.Slow("a").Bricks, .. SimulatedSite.Slow("b").Bricks], ReplicaCount = 3 };
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [copied]);
        (await site.StartAsync("v", "<action><throttle>lazy</throttle></action>")).Expect(200);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;
        (await site.StopAsync("v")).Expect(200);
        var rehearsed = (await site.StartAsync("v", "<action><throttle>aggressive</throttle><dry_run>true</dry_run></action>")).Expect(409);
        Assert.Contains("only while all peers are connected", rehearsed.Xml.ToString(), StringComparison.Ordinal);
        (await site.StartAsync("v", "<action><dry_run>true</dry_run></action>")).Expect(200);
        (await site.StartAsync("v", "<action><throttle>aggressive</throttle></action>")).Expect(409);
        Assert.Equal("lazy", await SetAsync(site));

        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;

        Assert.Null(await RestoredAsync(site, expected: null));
    }

    [Fact]
    public async Task What_could_not_be_restored_yet_is_restored_after_the_next_task()
    {
        var copied = SimulatedSite.Slow("v") with { Bricks = [.. SimulatedSite.Slow("a").Bricks, .. SimulatedSite.Slow("b").Bricks], ReplicaCount = 3 };
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [copied]);
        (await site.StartAsync("v", "<action><throttle>lazy</throttle></action>")).Expect(200);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;
        (await site.StopAsync("v")).Expect(200);
        await site.SyncAsync();
        Assert.Equal("lazy", await SetAsync(site));

        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;
        (await site.StartAsync("v", "<action><throttle>aggressive</throttle></action>")).Expect(200);
        await site.SyncAsync();
        Assert.Equal("aggressive", await SetAsync(site));
        (await site.StopAsync("v")).Expect(200);

        Assert.Null(await RestoredAsync(site, expected: null));
    }

    [Fact]
    public async Task A_throttle_whose_volume_is_held_up_is_restored_later_and_keeps_no_other_volume_waiting()
    {
        var site = await tasks.CreateSiteAsync("v");
        (await site.StartAsync("v", "<action><throttle>lazy</throttle></action>")).Expect(200);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;
        (await site.StopAsync("v")).Expect(200);
        // The look that a command asks for is over.
        await site.RestAsync();
        using (await tasks.Engine.Services.GetRequiredService<VolumeGate>().EnterAsync(site.VolumeId("v")))
        {
            site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;
            await site.HostsAsync("up", "up", "up");
            await site.SyncAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
            Assert.Equal("lazy", await SetAsync(site));
        }

        Assert.Null(await RestoredAsync(site, expected: null));
    }

    [Fact]
    public async Task A_throttle_whose_answer_is_written_late_does_not_take_back_what_the_next_task_is_to_restore()
    {
        const string volume = "held-lazy";
        var site = await tasks.CreateSiteAsync(volume);
        var other = await site.StartAsync(volume);
        (await site.StopAsync(volume)).Expect(200);
        var late = StepOf(await site.StartAsync(volume));
        var throttling = ThrottleAsync(site, "lazy", volume);
        await Eventually.GetAsync(() => BeforeAsync(late), static before => before is not null);

        // The one that ended plays the next.
        (await tasks.Client.PostAsync(site.Volume(volume) + "/releaselease", "<action><reason>it is stuck</reason></action>")).Expect(200);
        await tasks.AskAsync($"update step_task set throttle_before = case when step_id = '{StepOf(other)}' then 'normal' end where volume_id = '{site.VolumeId(volume)}'");
        LosingCommandLine.LetReply(volume);
        await throttling;

        Assert.Null(await BeforeAsync(late));
        await site.SyncAsync();
        await site.StopAsync(volume);
    }

    [Fact]
    public async Task What_an_ended_task_left_is_not_restored_while_another_one_has_its_throttle()
    {
        var site = await tasks.CreateSiteAsync("v");
        var ended = StepOf(await site.StartAsync("v"));
        (await site.StopAsync("v")).Expect(200);
        (await site.StartAsync("v", "<action><throttle>aggressive</throttle></action>")).Expect(200);
        await tasks.AskAsync($"update step_task set throttle_before = '' where step_id = '{ended}'");

        await site.SyncAsync();

        Assert.Equal("aggressive", await SetAsync(site));
        (await site.StopAsync("v")).Expect(200);
        Assert.Null(await RestoredAsync(site, expected: null));
    }

    [Fact]
    public async Task Under_a_generation_that_is_not_this_engines_nothing_is_restored_until_somebody_takes_glusters_word()
    {
        var site = await tasks.CreateSiteAsync("v");
        var ended = StepOf(await site.StartAsync("v"));
        (await site.StopAsync("v")).Expect(200);
        await site.RestAsync();
        await site.GlusterAsync("volume", "set", "v", Option, "lazy");
        await site.GlusterAsync("volume", "set", "v", VolumeFence.Option, "4711");
        // As an engine that was restored from a backup remembers it.
        await tasks.AskAsync($"update step_task set throttle_before = '' where step_id = '{ended}'");

        await site.SyncAsync();
        Assert.Equal("lazy", await SetAsync(site));

        (await tasks.Client.PostAsync(site.Volume("v") + "/resync", "<action/>")).Expect(200);
        Assert.Null(await RestoredAsync(site, expected: null));
        Assert.Equal("4711", await site.GenerationAsync("v"));
    }

    [Fact]
    public async Task Another_engine_restores_it_when_the_task_ends_while_none_runs()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var settings = TasksEngine.Settings with { ConnectionString = database.ConnectionString };
        var gluster = new SimulatedGluster(Options.Create(new SimulatedOptions()), TimeProvider.System);
        SimulatedSite site;
        await using (var first = await TasksEngine.StartAsync(settings, gluster))
        {
            site = await SimulatedSite.CreateAsync(first, "v");
            (await site.StartAsync("v")).Expect(200);
            (await first.Client.PostAsync(site.Volume("v") + "/throttle", "<action><throttle>lazy</throttle></action>")).Expect(200);
        }

        var host = new VdsHost(Guid.NewGuid(), site.Id, "x", SimulatedSite.Addresses[0], HostTransport.Simulated, GlusterdSocket: null);
        await gluster.RunAsync(host, ["volume", "rebalance", "v", "stop"], TimeSpan.FromSeconds(10), CancellationToken.None);
        await using var second = await TasksEngine.StartAsync(settings, gluster);

        await Eventually.GetAsync(
            async () =>
            {
                await second.Services.GetSync().SyncAsync(site.Id, CancellationToken.None);
                return ShownOf(await second.Client.GetAsync(site.Volume("v")));
            },
            static shown => shown is null);
    }

    [Fact]
    public async Task Behind_a_generation_that_is_not_this_engines_no_throttle_is_set_and_nothing_started()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.GlusterAsync("volume", "set", "v", VolumeFence.Option, "4711");

        Assert.Equal(409, (await site.StartAsync("v", "<action><throttle>lazy</throttle></action>")).Code);

        Assert.Null(await SetAsync(site));
        Assert.Null(await site.TaskIdAsync("v"));
        Assert.Equal("4711", await site.GenerationAsync("v"));
    }

    [Fact]
    public async Task The_throttle_of_a_running_task_is_set_under_a_generation_of_its_own()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v");
        var started = await site.GenerationAsync("v");

        (await ThrottleAsync(site, "lazy")).Expect(200);

        var set = await site.GenerationAsync("v");
        Assert.NotEqual(started, set);
        Assert.Equal($"{set} {set}", await tasks.AskAsync($"select generation || ' ' || stamp from volume_lease where volume_id = '{site.VolumeId("v")}'"));

        await site.GlusterAsync("volume", "set", "v", VolumeFence.Option, "999999999");
        var refused = (await ThrottleAsync(site, "aggressive")).Expect(409);

        Assert.NotNull(refused.Xml.Element("lease"));
        Assert.Equal("lazy", await SetAsync(site));
        (await tasks.Client.PostAsync(site.Volume("v") + "/resync", "<action/>")).Expect(200);
        (await site.StopAsync("v")).Expect(200);
    }

    [Fact]
    public async Task What_the_inventory_saw_before_a_throttle_was_set_does_not_take_it_back()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v");
        (await ThrottleAsync(site, "lazy")).Expect(200);
        await using var source = NpgsqlDataSource.Create(tasks.Engine.ConnectionString!);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand($"select from host where cluster_id = '{site.Id}' for update", connection)) await take.ExecuteNonQueryAsync();

        // It has looked, and waits with what it saw for the rows of the hosts.
        var look = tasks.Engine.Services.GetRequiredService<InventorySync>().SyncLightAsync(site.Id, CancellationToken.None);
        await Eventually.GetAsync(
            () => tasks.AskAsync("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"), static waiting => waiting != "0");
        (await ThrottleAsync(site, "aggressive")).Expect(200);
        await transaction.RollbackAsync();
        await look;

        Assert.Equal("aggressive", ShownOf(await tasks.Client.GetAsync(site.Volume("v"))));
        (await site.StopAsync("v")).Expect(200);
    }

    [Fact]
    public async Task Without_a_running_task_there_is_nothing_to_throttle()
    {
        var site = await tasks.CreateSiteAsync("v");

        Assert.Contains("No task is running on the volume v", (await ThrottleAsync(site, "lazy")).Expect(409).FaultDetail, StringComparison.Ordinal);

        Assert.Null(await SetAsync(site));
    }

    [Theory]
    [InlineData("<action><throttle>silly</throttle></action>", 400, "silly")]
    [InlineData("<action/>", 400, "action.throttle")]
    public async Task A_throttle_that_is_none_is_refused(string body, int code, string names)
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v");

        var answer = (await tasks.Client.PostAsync(site.Volume("v") + "/throttle", body)).Expect(code);

        Assert.Contains(names, answer.FaultDetail, StringComparison.Ordinal);
        Assert.Null(await SetAsync(site));
        await site.StopAsync("v");
    }

    [Fact]
    public async Task A_volume_that_does_not_exist_is_404()
    {
        var site = await tasks.CreateSiteAsync("v");
        var other = site.Volume("v")[..^36] + Guid.NewGuid();

        (await tasks.Client.PostAsync(other + "/throttle", "<action><throttle>lazy</throttle></action>")).Expect(404);
    }

    [Fact]
    public async Task Nothing_is_set_while_a_peer_is_away_or_in_a_dry_run()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v");
        (await tasks.Client.PostAsync(site.Volume("v") + "/throttle?dry_run=true", "<action><throttle>lazy</throttle></action>")).Expect(200);
        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = true;

        var rehearsed = (await tasks.Client.PostAsync(site.Volume("v") + "/throttle?dry_run=true", "<action><throttle>lazy</throttle></action>")).Expect(409);
        var answer = (await ThrottleAsync(site, "lazy")).Expect(409);

        Assert.Contains($"{SimulatedSite.Addresses[1]} is not connected", answer.FaultDetail, StringComparison.Ordinal);
        Assert.Equal(answer.FaultDetail, rehearsed.FaultDetail);
        Assert.NotNull(answer.Xml.Element("lease"));
        Assert.Contains("holds it: Rebalancing", answer.FaultDetail, StringComparison.Ordinal);
        Assert.Null(await SetAsync(site));
        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = false;
        await site.StopAsync("v");
    }

    [Fact]
    public async Task A_start_with_a_throttle_waits_until_all_peers_are_back()
    {
        var copied = SimulatedSite.Slow("v") with { Bricks = [.. SimulatedSite.Slow("a").Bricks, .. SimulatedSite.Slow("b").Bricks], ReplicaCount = 3 };
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [copied]);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;

        var answer = (await site.StartAsync("v", "<action><throttle>lazy</throttle></action>")).Expect(409);

        Assert.Contains($"{SimulatedSite.Addresses[2]} is not connected", answer.FaultDetail, StringComparison.Ordinal);
        Assert.Null(await SetAsync(site));
        (await site.StartAsync("v")).Expect(200);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;
        (await site.StopAsync("v")).Expect(200);
    }

    [Fact]
    public async Task Nothing_is_set_when_no_host_tells_its_peers()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.StartAsync("v");
        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).LosesReplies = true;

        var answer = (await ThrottleAsync(site, "lazy")).Expect(409);

        // The second when the engine has noticed by itself in the meantime.
        Assert.Matches("did not tell its peers|no host of the cluster is up|No up server found", answer.FaultDetail);
        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).LosesReplies = false;
        Assert.Null(await SetAsync(site));
    }

    private Task<string?> BeforeAsync(string step) => tasks.AskAsync($"select throttle_before from step_task where step_id = '{step}' and throttle_before is not null");

    private static string StepOf(EngineAnswer started) => started.Expect(200).Xml.Element("step")!.Attribute("id")!.Value;

    private static string? ShownOf(EngineAnswer volume) => ValueOf(volume.Xml);

    private static async Task<string?> SetAsync(SimulatedSite site) => ValueOf(await site.GlusterAsync("volume", "info", "v"));

    /// <summary>What is set once the sync has run until it is as expected.</summary>
    private static Task<string?> RestoredAsync(SimulatedSite site, string? expected) => Eventually.GetAsync(
        async () =>
        {
            await site.SyncAsync();
            return await SetAsync(site);
        },
        value => value == expected);

    private static string? ValueOf(XElement volume) =>
        volume.Descendants("option").SingleOrDefault(static option => option.Element("name")!.Value == Option)?.Element("value")!.Value;

    private Task<EngineAnswer> ThrottleAsync(SimulatedSite site, string value, string volume = "v") =>
        tasks.Client.PostAsync(site.Volume(volume) + "/throttle", $"<action><throttle>{value}</throttle></action>");
}
