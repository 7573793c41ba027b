using GlusterEngine.Engine.Clusters;
using GlusterEngine.IntegrationTests.Hosts;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Wire.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Bricks;

/// <summary>What gluster tells of bricks beyond the inventory: clients, memory, pending heals.</summary>
public sealed class BrickDetailTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task All_content_of_a_brick_shows_its_clients_and_its_statistics_the_memory_of_its_process()
    {
        var site = await tasks.CreateSiteAsync("v");
        var brick = (await tasks.Client.GetAsync(site.Volume("v") + "/glusterbricks")).Expect(200).Xml.Elements("brick").ElementAt(1).Attribute("href")!.Value;

        var shown = (await tasks.Client.SendAsync(HttpMethod.Get, brick, change: static request => request.Headers.Add("All-Content", "true"))).Expect(200).Xml;

        var client = Assert.Single(shown.Element("gluster_clients")!.Elements("gluster_client"));
        Assert.Equal((SimulatedSite.Addresses[1], "49151"), (client.Element("host_name")!.Value, client.Element("client_port")!.Value));
        Assert.NotNull(shown.Element("memory_pools"));
        Assert.Null((await tasks.Client.GetAsync(brick)).Expect(200).Xml.Element("gluster_clients"));
        var statistics = (await tasks.Client.GetAsync(brick + "/statistics?all_content=true")).Expect(200).Xml.Elements("statistic").ToDictionary(static one => one.Element("name")!.Value);
        Assert.Equal("bytes", statistics["malloc.arena"].Element("unit")!.Value);
        Assert.Equal("counter", statistics["malloc.hblks"].Element("kind")!.Value);
        foreach (var (_, figure) in statistics.Where(static one => one.Key.StartsWith("malloc.", StringComparison.Ordinal)))
            (await tasks.Client.GetAsync(figure.Attribute("href")!.Value)).Expect(200);

        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = true;
        Assert.Null((await tasks.Client.GetAsync(brick + "?all_content=true")).Expect(200).Xml.Element("gluster_clients"));
    }

    [Fact]
    public async Task Gluster_is_asked_for_no_statistic_that_it_cannot_tell()
    {
        await using var engine = await EngineUnderTest.StartAsync(TasksEngine.Settings, static services =>
            services.AddKeyedSingleton<IGlusterCommandLine>(HostTransport.Simulated, static (provider, _) => new CountingCommandLine(provider.GetRequiredService<SimulatedGluster>())));
        var site = await SimulatedSite.CreateAsync(engine, "v");
        var counts = (CountingCommandLine)engine.Services.GetRequiredKeyedService<IGlusterCommandLine>(HostTransport.Simulated);
        var statistics = (await engine.Client.GetAsync(site.Volume("v") + "/glusterbricks")).Expect(200).Xml.Elements("brick").First().Attribute("href")!.Value + "/statistics/";

        (await engine.Client.GetAsync(statistics + Guid.NewGuid())).Expect(404);
        Assert.Equal((0, 0), (counts.Saying("clients"), counts.Saying("mem")));

        (await engine.Client.GetAsync(statistics + StatisticId.Of("malloc.arena"))).Expect(200);
        Assert.Equal(1, counts.Saying("mem"));
    }

    [Fact]
    public async Task All_content_of_the_list_shows_the_same_of_every_brick_whose_host_tells()
    {
        var site = await tasks.CreateSiteAsync("v");
        var list = site.Volume("v") + "/glusterbricks?all_content=true";

        var all = (await tasks.Client.GetAsync(list + "&follow=statistics")).Expect(200).Xml.Elements("brick").ToList();

        Assert.All(all, static brick => Assert.NotNull(brick.Element("memory_pools")));
        Assert.All(all, static brick => Assert.Single(brick.Element("gluster_clients")!.Elements()));
        Assert.All(all, static brick => Assert.Contains(brick.Descendants("name"), static name => name.Value == "malloc.arena"));
        Assert.Single((await tasks.Client.GetAsync(list + "&max=1")).Expect(200).Xml.Elements("brick"));

        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = true;
        var some = (await tasks.Client.GetAsync(list)).Expect(200).Xml.Elements("brick").ToList();
        Assert.Equal(all.Count, some.Count);
        Assert.Contains(some, static brick => brick.Element("gluster_clients") is null);
        Assert.Contains(some, static brick => brick.Element("gluster_clients") is not null);
    }

    [Fact]
    public async Task Pending_heals_are_counted_on_demand_per_brick()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Slow("v") with { ReplicaCount = 3 }, SimulatedSite.Slow("plain")]);
        site.Faults.Brick(new BrickAddress(SimulatedSite.Addresses[1], "/bricks/v")).PendingHeals = 7;
        var cluster = $"/clusters/{site.Id}";
        Assert.Contains((await tasks.Client.GetAsync(cluster)).Xml.Descendants("link"), static link => link.Attribute("rel")!.Value == "refreshglusterhealstatus");

        var counted = (await tasks.Client.PostAsync(cluster + "/refreshglusterhealstatus", "<action/>")).Expect(200);

        Assert.Equal("finished", (await site.JobAsync(counted)).Element("status")!.Value);
        Assert.Equal(["0", "7", "0"], (await tasks.Client.GetAsync(site.Volume("v") + "/glusterbricks")).Xml.Elements("brick").Select(static brick => brick.Element("pending_heals")!.Value));
        Assert.All((await tasks.Client.GetAsync(site.Volume("plain") + "/glusterbricks")).Xml.Elements("brick"), static brick => Assert.Null(brick.Element("pending_heals")));
        Assert.Contains("10942", await site.EventCodesAsync());
        (await tasks.Client.PostAsync($"/clusters/{Guid.NewGuid()}/refreshglusterhealstatus", "<action/>")).Expect(404);
    }

    [Fact]
    public async Task The_job_of_a_count_is_there_from_the_beginning_and_ends_as_unknown_with_its_engine()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Slow("v") with { ReplicaCount = 3 }]);
        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).Delay = TimeSpan.FromSeconds(0.7);

        var asked = (await tasks.Client.PostAsync($"/clusters/{site.Id}/refreshglusterhealstatus", "<action><async>true</async></action>")).Expect(202);

        Assert.Contains((await site.JobAsync(asked)).Element("status")!.Value, (string[])["started", "finished"]);
        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).Delay = TimeSpan.Zero;
        while ((await site.JobAsync(asked)).Element("status")!.Value == "started") await Task.Delay(50);
        Assert.Equal("finished", (await site.JobAsync(asked)).Element("status")!.Value);

        var job = asked.Xml.Element("job")!.Attribute("id")!.Value;
        var sync = tasks.Engine.Services.GetRequiredService<HealCountSync>();
        await ExecuteAsync($"update job set status = 'STARTED', end_time = null where job_id = '{job}'; update step set status = 'STARTED', end_time = null where job_id = '{job}'");
        await sync.EndOrphansAsync(site.Id, CancellationToken.None);
        Assert.Equal("started", (await site.JobAsync(asked)).Element("status")!.Value);

        await ExecuteAsync($"update job set engine_id = 'gone' where job_id = '{job}'");
        await sync.EndOrphansAsync(site.Id, CancellationToken.None);

        Assert.Equal("unknown", (await site.JobAsync(asked)).Element("status")!.Value);
        Assert.Equal("unknown", (await tasks.Client.GetAsync($"/jobs/{job}/steps")).Xml.Element("step")!.Element("status")!.Value);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(tasks.Engine.ConnectionString!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
