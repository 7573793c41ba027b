using System.Xml.Linq;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosts;

/// <summary>Hosts that are added join the pool of their cluster, and those that are removed leave it.</summary>
public sealed class HostPoolTests : IAsyncLifetime
{
    private const string Fourth = "fourth.demo";

    private readonly MutePeerCommands _line = new();
    private EngineUnderTest? _engine;
    private SimulatedSite? _site;

    private EngineUnderTest Engine => _engine!;

    private SimulatedSite Site => _site!;

    public async Task InitializeAsync()
    {
        _engine = await EngineUnderTest.StartAsync(TasksEngine.Settings, services => services.AddKeyedSingleton<IGlusterCommandLine>(HostTransport.Simulated, (provider, _) =>
        {
            _line.Gluster = provider.GetRequiredService<SimulatedGluster>();
            return _line;
        }));
        _site = await SimulatedSite.CreateAsync(Engine, "v");
        Engine.Gluster.Define(Site.Id, SimulatedSite.Pool with { OtherPools = [[new("fourth", Fourth)], [new("far1", "far1.demo"), new("far2", "far2.demo")]] });
    }

    public async Task DisposeAsync() => await Engine.DisposeAsync();

    [Fact]
    public async Task A_machine_that_is_alone_is_probed_and_one_that_leaves_is_detached()
    {
        var rehearsed = await AddAsync(Fourth, "?dry_run=true");
        Assert.Equal((200, 3), (rehearsed.Code, await PoolSizeAsync()));

        var host = (await AddAsync(Fourth)).Expect(201).Xml;

        await Site.HostsAsync("up", "up", "up", "up");
        Assert.Equal(4, await PoolSizeAsync());
        Assert.Equal(["peer probe fourth.demo"], _line.Said);
        var added = await JobAsync("Adding new Host");
        Assert.Equal(("finished", "finished"), (added.Element("status")!.Value, Executing(added).Element("status")!.Value));
        Assert.Equal(["42", "10960", "13"], (await Site.EventCodesAsync()).TakeLast(3));

        Assert.Contains("is up; put it into maintenance first", (await RemoveAsync(host)).Expect(409).FaultDetail, StringComparison.Ordinal);
        await DeactivateAsync(host);
        Assert.Equal((200, 4), ((await RemoveAsync(host, "?dry_run=true")).Code, await PoolSizeAsync()));
        var removed = (await RemoveAsync(host)).Expect(200).Xml;

        Assert.Equal((404, 3), ((await Engine.Client.GetAsync(HrefOf(host))).Code, await PoolSizeAsync()));
        Assert.Equal("complete", removed.Element("status")!.Value);
        Assert.Equal("finished", (await Engine.Client.GetAsync(HrefOf(removed.Element("job")!))).Expect(200).Xml.Element("status")!.Value);
        Assert.Equal(["peer probe fourth.demo", "peer detach fourth.demo"], _line.Said);
        await Site.HostsAsync("up", "up", "up");
        await LookAsync();
        Assert.Equal(["15", "10961", "44"], (await Site.EventCodesAsync()).TakeLast(3));
        Assert.Empty((await Site.EventCodesAsync()).Intersect(["10900", "4034", "603"]));
    }

    [Fact]
    public async Task A_peer_is_only_added()
    {
        await Site.GlusterAsync("peer", "probe", Fourth);
        await LookAsync();

        (await AddAsync(Fourth)).Expect(201);

        await Site.HostsAsync("up", "up", "up", "up");
        Assert.Empty(_line.Said);
        Assert.DoesNotContain("10960", await Site.EventCodesAsync());
    }

    [Fact]
    public async Task A_host_of_another_pool_is_refused_and_never_probed()
    {
        foreach (var query in (string[])["?dry_run=true", ""])
            Assert.Contains("in another trusted pool, with far2.demo, and was not probed", (await AddAsync("far1.demo", query)).Expect(409).FaultDetail, StringComparison.Ordinal);

        await Site.HostsAsync("up", "up", "up");
        Assert.Empty(_line.Said);
        Assert.Equal("failed", (await JobAsync("Adding new Host")).Element("status")!.Value);
        Assert.Equal("43", (await Site.EventCodesAsync())[^1]);
    }

    [Fact]
    public async Task The_last_host_stays_while_an_engine_counts_in_its_cluster()
    {
        var cluster = (await Engine.Client.PostAsync("/clusters", "<cluster><name>single</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value;
        var host = (await Engine.Client.PostAsync("/hosts", $"<host><name>single</name><address>single</address><transport>simulated</transport><cluster id=\"{cluster}\"/></host>")).Expect(201).Xml;
        await Eventually.GetAsync(() => Engine.Client.GetAsync(host.Attribute("href")!.Value), static answer => answer.Xml.Element("status")!.Value == "up");
        var counted = (await Engine.Client.PostAsync($"/clusters/{cluster}/refreshglusterhealstatus", "<action/>")).Expect(200).Xml.Element("job")!.Attribute("id")!.Value;
        await DeactivateAsync(host);
        await AskAsync($"update job set status = 'STARTED', end_time = null, engine_id = (select engine_id from engine_instance limit 1) where job_id = '{counted}'");

        Assert.Contains($"job {counted} still counts heals there", (await RemoveAsync(host)).Expect(409).FaultDetail, StringComparison.Ordinal);

        await AskAsync($"update job set status = 'FINISHED', end_time = now() where job_id = '{counted}'");
        (await RemoveAsync(host)).Expect(200);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_added_and_not_probed()
    {
        Site.Faults.Host(Fourth).IsDown = true;

        (await AddAsync(Fourth)).Expect(201);

        await Site.HostsAsync("non_responsive", "up", "up", "up");
        Assert.Empty(_line.Said);
        Assert.Contains("it was not probed", (await EventAsync("42")).Element("description")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_gluster_refuses_leaves_no_host_behind()
    {
        _line.BeforePeerCommand = () => Site.Faults.Host(Fourth).IsDown = true;

        Assert.Contains("Probe returned with Transport endpoint is not connected", (await AddAsync(Fourth)).Expect(400).FaultDetail, StringComparison.Ordinal);

        await Site.HostsAsync("up", "up", "up");
        Assert.Equal(["peer probe fourth.demo"], _line.Said);
        Assert.Equal("43", (await Site.EventCodesAsync())[^1]);
    }

    [Fact]
    public async Task A_host_that_went_into_maintenance_while_the_pool_was_looked_at_is_told_nothing()
    {
        var others = await HostsAsync();
        var isDue = false;
        _line.AfterPoolList = async host =>
        {
            // The inventory looks at the pool, too; the command looks at the new host first.
            if (host.Address == Fourth) isDue = true;
            if (host.Address == Fourth || !isDue) return;
            isDue = false;
            foreach (var other in others) await DeactivateAsync(other);
        };

        var refused = await AddAsync(Fourth);

        Assert.True(refused.Code >= 400, refused.Body);
        Assert.Contains("is in maintenance", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Empty(_line.Said);
        await Site.HostsAsync("maintenance", "maintenance", "maintenance");
    }

    [Fact]
    public async Task A_probe_without_answer_is_looked_for_and_not_said_again()
    {
        _line.LosesReplies = true;

        var host = (await AddAsync(Fourth)).Expect(201).Xml;

        await Site.HostsAsync("up", "up", "up", "up");
        await DeactivateAsync(host);
        (await RemoveAsync(host)).Expect(200);
        Assert.Equal(["peer probe fourth.demo", "peer detach fourth.demo"], _line.Said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_probe_that_nobody_knows_of_is_settled_by_the_pool(bool arrives)
    {
        _line.LosesCommands = true;

        var pending = (await AddAsync(Fourth)).Expect(202).Xml;

        Assert.Equal("pending", pending.Element("status")!.Value);
        var host = pending.Element("host")!;
        Assert.Equal("unassigned", (await Engine.Client.GetAsync(HrefOf(host))).Expect(200).Xml.Element("status")!.Value);
        Assert.Contains("at this moment", (await Engine.Client.PostAsync(HrefOf(host) + "/activate", "<action/>")).Expect(409).FaultDetail, StringComparison.Ordinal);
        await SettleAsync();
        Assert.Equal("started", (await JobOfAsync(pending)).Element("status")!.Value);

        if (arrives) await Site.GlusterAsync("peer", "probe", Fourth);
        else await AgeAsync();
        await SettleAsync();

        Assert.Equal(arrives ? "finished" : "failed", (await JobOfAsync(pending)).Element("status")!.Value);
        await Site.HostsAsync(arrives ? "up" : "non_operational", "up", "up", "up");
        Assert.Contains("10963", await Site.EventCodesAsync());
        Assert.Equal(["peer probe fourth.demo"], _line.Said);
    }

    [Fact]
    public async Task A_peer_that_the_inventory_writes_down_at_the_same_moment_is_written_once()
    {
        _line.LosesCommands = true;
        var pending = (await AddAsync(Fourth)).Expect(202).Xml;
        await using var source = NpgsqlDataSource.Create(Engine.ConnectionString!);
        await using (var inventory = await source.OpenConnectionAsync())
        {
            await using var transaction = await inventory.BeginTransactionAsync();
            await using var locks = new NpgsqlCommand("select host_id from host order by host_id for update", inventory, transaction);
            await locks.ExecuteNonQueryAsync();
            await Site.GlusterAsync("peer", "probe", Fourth);
            var settling = SettleAsync();
            await using var writes = new NpgsqlCommand(
                "insert into gluster_server (peer_uuid, cluster_id, hostname, status) select c.peer_uuid, c.cluster_id, c.address, 'connected' from host_change c where c.peer_uuid is not null", inventory, transaction);
            await AwaitWaiterAsync(source);
            await writes.ExecuteNonQueryAsync();
            await transaction.CommitAsync();

            await settling;
        }

        Assert.Equal("finished", (await JobOfAsync(pending)).Element("status")!.Value);
    }

    [Fact]
    public async Task A_detach_that_nobody_knows_of_is_settled_by_the_pool()
    {
        var host = (await AddAsync(Fourth)).Expect(201).Xml;
        await Site.HostsAsync("up", "up", "up", "up");
        await DeactivateAsync(host);
        _line.LosesCommands = true;

        var pending = (await RemoveAsync(host)).Expect(202).Xml;
        Assert.Equal(409, (await RemoveAsync(host)).Code);
        await Site.GlusterAsync("peer", "detach", Fourth);
        await SettleAsync();

        Assert.Equal("finished", (await JobOfAsync(pending)).Element("status")!.Value);
        Assert.Equal(404, (await Engine.Client.GetAsync(HrefOf(host))).Code);
        Assert.Equal(["10962", "10963", "44"], (await Site.EventCodesAsync()).TakeLast(3));
    }

    [Fact]
    public async Task A_host_with_bricks_stays_whatever_is_said()
    {
        var host = (await HostsAsync())[0];
        await DeactivateAsync(host);

        // Also while the others rest: they may be asked again.
        foreach (var other in (await HostsAsync()).Skip(1)) await DeactivateAsync(other);
        foreach (var query in (string[])["", "?force=true"])
            Assert.Contains("has bricks of volume v;", (await RemoveAsync(host, query)).Expect(409).FaultDetail, StringComparison.Ordinal);

        Assert.Equal(200, (await Engine.Client.GetAsync(HrefOf(host))).Code);
        Assert.Empty(_line.Said);
    }

    [Fact]
    public async Task A_brick_that_the_engine_has_not_seen_yet_keeps_its_host_too()
    {
        var host = (await AddAsync(Fourth)).Expect(201).Xml;
        await Site.HostsAsync("up", "up", "up", "up");
        await DeactivateAsync(host);
        await Site.GlusterAsync("volume", "create", "unseen", $"{Fourth}:/bricks/unseen", "force");

        Assert.Contains("has bricks of volume unseen;", (await RemoveAsync(host)).Expect(409).FaultDetail, StringComparison.Ordinal);

        Assert.DoesNotContain(_line.Said, static said => said.Contains("detach", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_is_away_leaves_by_force_only_and_while_another_is_away_too()
    {
        var host = (await AddAsync(Fourth)).Expect(201).Xml;
        await Site.HostsAsync("up", "up", "up", "up");
        await DeactivateAsync(host);
        Site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;

        Assert.Contains("bring all other hosts of the pool up and try again, or say force=true", (await RemoveAsync(host)).Expect(400).FaultDetail, StringComparison.Ordinal);
        Site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = false;
        Site.Faults.Host(Fourth).IsDown = true;
        Assert.Contains("not connected to the pool", (await RemoveAsync(host)).Expect(409).FaultDetail, StringComparison.Ordinal);
        Assert.Equal("45", (await Site.EventCodesAsync()).Last(static code => code is "44" or "45"));
        Assert.Equal("maintenance", (await Engine.Client.GetAsync(HrefOf(host))).Expect(200).Xml.Element("status")!.Value);
        (await RemoveAsync(host, "?force=true")).Expect(200);

        Assert.Equal("peer detach fourth.demo force", _line.Said.Last());
        Assert.Equal(3, await PoolSizeAsync());
    }

    [Fact]
    public async Task Without_another_host_that_is_up_a_peer_stays()
    {
        var host = (await AddAsync(Fourth)).Expect(201).Xml;
        await Site.HostsAsync("up", "up", "up", "up");
        foreach (var one in await HostsAsync()) await DeactivateAsync(one);

        Assert.Contains("no other host of it is up that could detach it", (await RemoveAsync(host)).Expect(409).FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_is_lost_for_good_is_taken_apart_by_force()
    {
        _line.LosesCommands = true;
        var pending = (await AddAsync(Fourth)).Expect(202).Xml;
        var hosts = await HostsAsync();
        var (fourth, others) = (hosts[0], hosts.Skip(1).ToList());
        await DeactivateAsync(fourth);
        Assert.Contains("at this moment", (await RemoveAsync(fourth, "?force=true")).Expect(409).FaultDetail, StringComparison.Ordinal);
        foreach (var address in SimulatedSite.Addresses) Site.Faults.Host(address).IsDown = true;
        await Site.HostsAsync("maintenance", "non_responsive", "non_responsive", "non_responsive");
        Assert.Contains("remove the host with force=true", (await RemoveAsync(fourth)).Expect(409).FaultDetail, StringComparison.Ordinal);

        (await RemoveAsync(fourth, "?force=true")).Expect(200);
        foreach (var host in others)
        {
            await DeactivateAsync(host);
            (await RemoveAsync(host, "?force=true")).Expect(200);
        }

        Assert.Equal("unknown", (await JobOfAsync(pending)).Element("status")!.Value);
        Assert.Empty(await HostsAsync());
        Assert.Equal(["peer probe fourth.demo"], _line.Said);
        Assert.Equal(2, (await Engine.Client.GetAsync("/events?search=message%3D%22*gluster+was+not+told*%22")).Expect(200).Xml.Elements().Count());
        Assert.Contains("no host of it is left to ask", (await EventAsync("10963")).Element("description")!.Value, StringComparison.Ordinal);
    }

    private async Task AskAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Engine.ConnectionString!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private Task<EngineAnswer> AddAsync(string address, string query = "") => Engine.Client.PostAsync(
        "/hosts" + query,
        $"<host><name>{Site.Name}-{address.Split('.')[0]}</name><address>{address}</address><transport>simulated</transport><cluster id=\"{Site.Id}\"/></host>");

    private Task<EngineAnswer> RemoveAsync(XElement host, string query = "") => Engine.Client.DeleteAsync(HrefOf(host) + query);

    private async Task DeactivateAsync(XElement host) => (await Engine.Client.PostAsync(HrefOf(host) + "/deactivate", "<action/>")).Expect(200);

    private async Task<IReadOnlyList<XElement>> HostsAsync() => [.. (await Engine.Client.GetAsync($"/hosts?search=cluster%3D{Site.Name}")).Expect(200).Xml.Elements()];

    private async Task<int> PoolSizeAsync() => (await Site.GlusterAsync("pool", "list")).Descendants("peer").Count();

    private Task LookAsync() => Engine.Services.GetRequiredService<GlusterEngine.Engine.Inventory.InventorySync>().SyncLightAsync(Site.Id, CancellationToken.None);

    private Task SettleAsync() => Engine.Services.GetRequiredService<HostChangeSync>().SyncAsync(Site.Id, CancellationToken.None);

    private async Task<XElement> JobAsync(string kind) => (await Engine.Client.GetAsync("/jobs?follow=steps")).Expect(200).Xml.Elements()
        .Where(job => job.Element("description")!.Value.StartsWith(kind, StringComparison.Ordinal))
        .OrderBy(static job => DateTimeOffset.Parse(job.Element("start_time")!.Value, System.Globalization.CultureInfo.InvariantCulture)).Last();

    private static XElement Executing(XElement job) => job.Descendants("step").Single(static step => step.Element("type")!.Value == "executing");

    private async Task<XElement> JobOfAsync(XElement action) => (await Engine.Client.GetAsync(HrefOf(action.Element("job")!))).Expect(200).Xml;

    private async Task<XElement> EventAsync(string code) =>
        (await Engine.Client.GetAsync($"/events?search=message%3D*{Site.Name}*")).Expect(200).Xml.Elements().First(line => line.Element("code")!.Value == code);

    /// <summary>Returns when somebody waits for the row of one host.</summary>
    private static async Task AwaitWaiterAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like '%where host_id = %'");
        await Eventually.GetAsync(async () => (long)(await command.ExecuteScalarAsync())!, static waiting => waiting > 0);
    }

    /// <summary>As if the change had been asked so long ago that it cannot happen any more.</summary>
    private async Task AgeAsync()
    {
        await using var source = NpgsqlDataSource.Create(Engine.ConnectionString!);
        await using var command = source.CreateCommand("update host_change set asked_at = now() - interval '10 minutes'");
        await command.ExecuteNonQueryAsync();
    }

    private static string HrefOf(XElement resource) => resource.Attribute("href")!.Value;
}
