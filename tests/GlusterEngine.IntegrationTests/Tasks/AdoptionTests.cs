using GlusterEngine.Data;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Database;
using GlusterEngine.Vds.Simulated;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>What others do to gluster behind the engine's back, and what gluster itself does.</summary>
public sealed class AdoptionTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task A_task_started_from_the_cli_gets_a_job_its_lease_and_an_event()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "start");

        await site.SyncAsync();

        var job = Assert.Single(await site.JobsAsync());
        Assert.Equal(("started", $"Rebalancing Gluster Volume v in Cluster {site.Name}"), (job.Element("status")!.Value, job.Element("description")!.Value));
        var steps = job.Element("steps")!.Elements().ToList();
        Assert.Equal(["executing", "rebalancing_volume"], steps.Select(static step => step.Element("type")!.Value));
        Assert.Equal(steps[0].Attribute("id")!.Value, steps[1].Element("parent_step")!.Attribute("id")!.Value);
        Assert.Contains("( IN PROGRESS Files", steps[1].Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal(steps[1].Attribute("id")!.Value, await tasks.AskAsync($"select step_id from volume_lease where volume_id = '{site.VolumeId("v")}'"));
        Assert.Contains("4089", await site.EventCodesAsync());
        Assert.Equal(409, (await site.StartAsync("v")).Code);
        Assert.Equal(200, (await site.StopAsync("v")).Code);
    }

    [Fact]
    public async Task A_task_that_several_syncs_see_at_once_is_adopted_once()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "start");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.SyncAsync()));

        Assert.Single(await site.JobsAsync());
        Assert.Single(await site.EventCodesAsync(), static code => code == "4089");
    }

    [Fact]
    public async Task A_look_that_is_older_than_what_was_written_adopts_and_remembers_nothing()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "start");
        LosingCommandLine.AfterStatus.Value = () => tasks.AskAsync($"update cluster set task_look_at = now() where cluster_id = '{site.Id}'");

        await site.SyncAsync();
        LosingCommandLine.AfterStatus.Value = null;

        Assert.Empty(await site.JobsAsync());
        Assert.Equal("", await tasks.AskAsync($"select coalesce(task_id::text, '') from gluster_volume where volume_id = '{site.VolumeId("v")}'"));
        await site.SyncAsync();
        Assert.Single(await site.JobsAsync());
        await site.StopAsync("v");
    }

    [Fact]
    public async Task A_look_from_before_the_clock_was_set_back_does_not_stop_the_others()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.GlusterAsync("volume", "rebalance", "v", "start");
        await tasks.AskAsync($"""
            with looks as (
              update cluster set task_look_at = now() + interval '1 year', inventory_look_at = now() + interval '1 year', ghost_look_at = now() + interval '1 year'
              where cluster_id = '{site.Id}' returning 1),
            states as (update host set status_since = now() + interval '1 year' where cluster_id = '{site.Id}' returning 1)
            select (select count(*) from looks) + (select count(*) from states)
            """);

        await site.SyncAsync();
        tasks.Engine.Gluster.AddVolume(site.Id, SimulatedSite.Slow("w"));

        await site.ExpectVolumesAsync("v", "w");
        Assert.Equal("started", Assert.Single(await site.JobsAsync()).Element("status")!.Value);
        await site.StopAsync("v");
    }

    [Fact]
    public async Task A_task_that_was_stopped_while_a_sync_looked_at_it_is_not_adopted_any_more()
    {
        var site = await tasks.CreateSiteAsync("v");
        var before = await KnownAsync(site);
        var started = await site.StartAsync("v");
        var adoption = await AdoptionAsync(site, before);
        await site.StopAsync("v");

        Assert.False(await AdoptAsync(site, adoption));
        Assert.Equal(started.Xml.Element("job")!.Attribute("id")!.Value, Assert.Single(await site.JobsAsync()).Attribute("id")!.Value);
    }

    [Fact]
    public async Task A_migration_whose_bricks_left_while_a_sync_looked_at_it_is_not_adopted_any_more()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick("v")]);
        var before = await KnownAsync(site);
        var brick = before.Volumes.Single().Bricks[0].Address.ToString();
        await site.GlusterAsync("volume", "remove-brick", "v", brick, "start");
        var adoption = await AdoptionAsync(site, before);
        await tasks.AskAsync($"delete from gluster_brick where volume_id = '{site.VolumeId("v")}' and server_name || ':' || brick_dir = '{brick}'");

        Assert.False(await AdoptAsync(site, adoption));
        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task A_task_stopped_from_the_cli_ends_as_aborted()
    {
        var site = await tasks.CreateSiteAsync("v");
        var started = await site.StartAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "stop");

        await site.SyncAsync();
        await site.SyncAsync();

        var step = await site.StepAsync(started);
        Assert.Equal("aborted", step.Element("status")!.Value);
        Assert.Contains("stopped outside the engine", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal("failed", (await site.JobAsync(started)).Element("status")!.Value);
        Assert.Equal(200, (await site.StartAsync("v")).Code);
    }

    [Fact]
    public async Task A_volume_that_gluster_locks_is_not_taken_for_one_without_a_task()
    {
        var site = await tasks.CreateSiteAsync("v");
        var started = await site.StartAsync("v");
        await site.SyncAsync();
        site.Faults.Volume("v").IsLocked = true;

        for (var look = 0; look < 4; look++) await site.SyncAsync();

        Assert.Equal("started", (await site.StepAsync(started)).Element("status")!.Value);
        site.Faults.Volume("v").IsLocked = false;
        Assert.Equal(200, (await site.StopAsync("v")).Code);
    }

    [Fact]
    public async Task The_task_of_a_volume_that_is_deleted_ends()
    {
        var site = await tasks.CreateSiteAsync("v", "w");
        var started = await site.StartAsync("v");
        await site.SyncAsync();

        await site.ReplaceVolumesAsync([SimulatedSite.Slow("w")]);
        await site.SyncAsync();

        var step = await site.StepAsync(started);
        Assert.Equal("aborted", step.Element("status")!.Value);
        Assert.Contains("the volume was deleted", step.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Equal("failed", (await site.JobAsync(started)).Element("status")!.Value);
        Assert.Contains("4028", await site.EventCodesAsync());
        Assert.Equal("0", await tasks.AskAsync($"select count(*) from volume_lease join step_task using (step_id) where cluster_id = '{site.Id}'"));
    }

    [Fact]
    public async Task The_finished_rebalance_that_lay_there_before_is_no_news()
    {
        var site = await tasks.CreateSiteAsync();
        tasks.Engine.Gluster.AddVolume(site.Id, SimulatedSite.Quick("old"));
        await site.GlusterAsync("volume", "rebalance", "old", "start");

        await site.ExpectVolumesAsync("old");
        await site.SyncAsync();
        await site.SyncAsync();

        Assert.Empty(await site.JobsAsync());
    }

    [Fact]
    public async Task The_engines_own_finished_rebalance_is_no_news_either()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Quick("v")]);
        await site.StartAsync("v");

        for (var look = 0; look < 4; look++) await site.SyncAsync();

        Assert.Single(await site.JobsAsync());
        Assert.NotNull(await site.TaskIdAsync("v"));
    }

    [Fact]
    public async Task When_a_host_dies_the_next_one_answers_in_the_same_run()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.SyncAsync();
        await site.GlusterAsync("volume", "rebalance", "v", "start");
        site.Faults.Host(SimulatedSite.Addresses[0]).IsDown = true;

        await site.SyncAsync();

        var job = Assert.Single(await site.JobsAsync());
        Assert.Equal("started", job.Element("status")!.Value);
    }

    [Fact]
    public async Task A_partial_view_never_ends_a_task()
    {
        var site = await tasks.CreateSiteAsync("v");
        var started = await site.StartAsync("v");
        await site.SyncAsync();
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;
        await site.GlusterAsync("volume", "rebalance", "v", "stop");

        for (var look = 0; look < 4; look++) await site.SyncAsync();

        Assert.Equal("started", (await site.StepAsync(started)).Element("status")!.Value);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;
        await site.SyncAsync();
        await site.SyncAsync();
        Assert.Equal("aborted", (await site.StepAsync(started)).Element("status")!.Value);
    }

    [Fact]
    public async Task A_sync_that_finds_nothing_new_writes_nothing()
    {
        var site = await tasks.CreateSiteAsync("v", "w");
        await site.SyncAsync();
        var before = await WrittenAsync(site);

        await site.SyncAsync();

        Assert.Equal(before, await WrittenAsync(site));
    }

    [Fact]
    public async Task Two_engines_on_one_database_give_a_volume_to_one_command()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var settings = TasksEngine.Settings with { ConnectionString = database.ConnectionString };
        var gluster = new SimulatedGluster(Options.Create(new SimulatedOptions()), TimeProvider.System);
        await using var one = await TasksEngine.StartAsync(settings, gluster);
        await using var two = await TasksEngine.StartAsync(settings, gluster);
        var site = await SimulatedSite.CreateAsync(one, "v");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(turn => (turn % 2 == 0 ? one : two).Client.PostAsync(site.Volume("v") + "/rebalance", "<action/>")));
        await Task.WhenAll(one.Services.GetSync().SyncAsync(site.Id, CancellationToken.None), two.Services.GetSync().SyncAsync(site.Id, CancellationToken.None));

        Assert.Equal([200, 409, 409, 409], answers.Select(static answer => answer.Code).Order());
        Assert.Single(await site.JobsAsync());
        // What one engine started, the other ends.
        Assert.Equal(200, (await two.Client.PostAsync(site.Volume("v") + "/stoprebalance", "<action/>")).Code);
        Assert.Equal("failed", Assert.Single(await site.JobsAsync()).Element("status")!.Value);
    }

    [Fact]
    public async Task Two_engines_adopt_a_task_once()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var settings = TasksEngine.Settings with
        {
            ConnectionString = database.ConnectionString,
            More = new Dictionary<string, string>(TasksEngine.Settings.More) { ["Tasks:IntervalSeconds"] = "1" },
        };
        var gluster = new SimulatedGluster(Options.Create(new SimulatedOptions()), TimeProvider.System);
        await using var one = await TasksEngine.StartAsync(settings, gluster);
        await using var two = await TasksEngine.StartAsync(settings, gluster);
        var site = await SimulatedSite.CreateAsync(two, "v", "w");

        foreach (var volume in new[] { "v", "w" })
        {
            await site.GlusterAsync("volume", "rebalance", volume, "start");
            await Task.WhenAll(one.Services.GetSync().SyncAsync(site.Id, CancellationToken.None), two.Services.GetSync().SyncAsync(site.Id, CancellationToken.None));
        }

        // Here the schedule runs as well, on whichever engine takes it.
        await Eventually.GetAsync(site.JobsAsync, static jobs => jobs.Count == 2);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        Assert.Equal(2, (await site.JobsAsync()).Count);
    }

    /// <summary>What a sync knows before it asks gluster.</summary>
    private async Task<ClusterTasks> KnownAsync(SimulatedSite site)
    {
        await using var db = await tasks.Engine.Services.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync();
        return (await ClusterTasks.LoadAsync(db, site.Id, CancellationToken.None))!;
    }

    /// <summary>What it would adopt after that.</summary>
    private async Task<TaskAdoption> AdoptionAsync(SimulatedSite site, ClusterTasks known)
    {
        var view = (await tasks.Engine.Services.GetRequiredService<TaskObserver>().ObserveAsync(known, CancellationToken.None)).View!;
        return Assert.Single(new TaskReconciler(new(), site.Name, view, known.Now).Reconcile(known.Open, known.Volumes).Adoptions);
    }

    private Task<bool> AdoptAsync(SimulatedSite site, TaskAdoption adoption) =>
        tasks.Engine.Services.GetRequiredService<AddInternalJobCommand>().AdoptAsync(site.Id, site.Name, adoption, CancellationToken.None);

    private Task<string?> WrittenAsync(SimulatedSite site) => tasks.AskAsync(
        $"select string_agg(xmin::text, ',' order by volume_id) from gluster_volume where cluster_id = '{site.Id}'");
}
