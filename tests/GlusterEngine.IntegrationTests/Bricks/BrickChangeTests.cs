using System.Xml.Linq;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Bricks;

/// <summary>Bricks are added, replaced and reset.</summary>
public sealed class BrickChangeTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task Bricks_are_added_and_shown_and_are_no_news_to_the_inventory()
    {
        var site = await tasks.CreateSiteAsync("v");
        var host = (await HostsAsync(site))[0];

        var added = (await AddAsync(site, "", $"<brick><server_id>{host}</server_id><brick_dir>/b/more</brick_dir></brick>")).Expect(201);

        Assert.Equal("bricks", added.Xml.Name.LocalName);
        Assert.Equal($"{SimulatedSite.Addresses[0]}:/b/more", Assert.Single(added.Xml.Elements("brick")).Element("name")!.Value);
        Assert.EndsWith("/glusterbricks", added.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal(4, (await BricksAsync(site)).Count);
        Assert.Contains("already used by the volume v", (await AddAsync(site, "", $"<brick><server_id>{host}</server_id><brick_dir>/b/more</brick_dir></brick>")).Expect(409).FaultDetail, StringComparison.Ordinal);
        await tasks.Engine.Services.GetRequiredService<InventorySync>().SyncLightAsync(site.Id, CancellationToken.None);
        Assert.Equal(["4019"], (await site.EventCodesAsync()).Where(static code => code is "4019" or "4032" or "4031"));
    }

    [Fact]
    public async Task Copies_are_added_one_at_a_time_and_whole_sets_only()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Slow("v") with { ReplicaCount = 3 }]);
        var host = (await HostsAsync(site))[0];
        string Brick(int number) => $"<brick><server_id>{host}</server_id><brick_dir>/b/{number}</brick_dir></brick>";

        Assert.Contains("grows by sets of 3", (await AddAsync(site, "", Brick(1))).Expect(400).FaultDetail, StringComparison.Ordinal);
        Assert.Contains("cannot be increased by more than one", (await AddAsync(site, "?replica_count=5", Brick(1), Brick(2))).Expect(409).FaultDetail, StringComparison.Ordinal);
        Assert.Contains("cannot be reduced when adding", (await AddAsync(site, "?replica_count=2", Brick(1), Brick(2))).Expect(409).FaultDetail, StringComparison.Ordinal);
        (await AddAsync(site, "?replica_count=4", Brick(1))).Expect(201);

        Assert.Equal("4", (await tasks.Client.GetAsync(site.Volume("v"))).Xml.Element("replica_count")!.Value);
    }

    [Fact]
    public async Task A_brick_without_host_or_directory_and_one_during_a_task_is_refused()
    {
        var site = await tasks.CreateSiteAsync("v");
        var brick = $"<brick><server_id>{(await HostsAsync(site))[0]}</server_id><brick_dir>/b/more</brick_dir></brick>";

        Assert.Equal("Incomplete parameters", (await AddAsync(site, "", "<brick><brick_dir>/x</brick_dir></brick>")).Expect(400).Xml.Element("reason")!.Value);
        var started = (await site.StartAsync("v")).Expect(200);
        var held = (await AddAsync(site, "", brick)).Expect(409);
        Assert.Contains("A task is in progress", held.FaultDetail, StringComparison.Ordinal);
        Assert.Equal("fault", held.Xml.Name.LocalName);
        Assert.Equal(started.Xml.Element("step")!.Attribute("id")!.Value, held.Xml.Element("lease")!.Element("step")!.Attribute("id")!.Value);
        (await site.StopAsync("v")).Expect(200);
        (await AddAsync(site, "?dry_run=true", brick)).Expect(200);
        Assert.Equal(3, (await BricksAsync(site)).Count);
    }

    [Fact]
    public async Task A_brick_is_replaced_and_reset_where_the_others_of_its_set_can_fill_it()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Slow("v") with { ReplicaCount = 3 }]);
        var (first, host) = ((await BricksAsync(site))[0], (await HostsAsync(site))[0]);
        var body = $"<action><bricks><brick><server_id>{host}</server_id><brick_dir>/b/new</brick_dir></brick></bricks></action>";

        var replaced = (await tasks.Client.PostAsync(first.Attribute("href")!.Value + "/replace", body)).Expect(200);

        Assert.Equal("finished", (await site.JobAsync(replaced)).Element("status")!.Value);
        var bricks = await Eventually.GetAsync(() => BricksAsync(site), static bricks => bricks.All(static brick => brick.Element("status")!.Value == "up"));
        Assert.Equal($"{SimulatedSite.Addresses[0]}:/b/new", bricks[0].Element("name")!.Value);
        (await tasks.Client.PostAsync(first.Attribute("href")!.Value + "/replace", body)).Expect(404);
        (await tasks.Client.PostAsync(bricks[1].Attribute("href")!.Value + "/reset", "<action/>")).Expect(200);
        Assert.Equal(["4072", "4170"], (await site.EventCodesAsync()).Where(static code => code is "4072" or "4170" or "4032" or "4033"));

        foreach (var address in SimulatedSite.Addresses.Skip(1)) site.Faults.Host(address).IsDown = true;
        await tasks.Engine.Services.GetRequiredService<InventorySync>().SyncHeavyAsync(site.Id, CancellationToken.None);
        Assert.Contains("One or more bricks are down", (await tasks.Client.PostAsync(bricks[0].Attribute("href")!.Value + "/reset", "<action/>")).Expect(409).FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brick_that_is_the_only_one_with_its_files_is_not_replaced()
    {
        var site = await tasks.CreateSiteAsync("v");
        var brick = (await BricksAsync(site))[0];

        Assert.Contains("nowhere else", (await tasks.Client.PostAsync(brick.Attribute("href")!.Value + "/reset", "<action/>")).Expect(400).FaultDetail, StringComparison.Ordinal);
        (await tasks.Client.PostAsync(brick.Attribute("href")!.Value + "/replace", "<action/>")).Expect(400);
    }

    [Theory]
    [InlineData("replace", "4072")]
    [InlineData("reset", "4170")]
    public async Task A_brick_whose_set_has_heals_pending_is_emptied_only_with_an_override_that_is_recorded(string action, string done)
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Slow("v") with { ReplicaCount = 3 }]);
        var (bricks, host) = (await BricksAsync(site), (await HostsAsync(site))[0]);
        var path = $"{bricks[0].Attribute("href")!.Value}/{action}";
        var place = action == "replace" ? $"<bricks><brick><server_id>{host}</server_id><brick_dir>/b/new</brick_dir></brick></bricks>" : "";
        site.Faults.Brick(AddressOf(bricks[1])).PendingHeals = 12;

        var closed = (await tasks.Client.PostAsync(path, $"<action>{place}</action>")).Expect(409);

        Assert.Contains($"12 entries of brick {bricks[1].Element("name")!.Value} of the same set wait for a heal. Wait for the self-heal, and count again with refreshglusterhealstatus", closed.FaultDetail, StringComparison.Ordinal);
        var finding = Assert.Single(closed.Xml.Descendants("finding"));
        Assert.Equal(("HEAL_PENDING", "true"), (finding.Element("key")!.Value, finding.Element("overridable")!.Value));
        Assert.Equal("failed", (await site.JobAsync(closed)).Element("status")!.Value);
        Assert.Equal(bricks.Select(static brick => brick.Element("name")!.Value), (await BricksAsync(site)).Select(static brick => brick.Element("name")!.Value));
        var rehearsed = (await tasks.Client.PostAsync(path, $"<action><dry_run>true</dry_run>{place}</action>")).Expect(409);
        Assert.Null(rehearsed.Xml.Element("job"));
        Assert.Contains("takes a reason", (await tasks.Client.PostAsync(path, $"<action>{place}<override>true</override></action>")).Expect(400).FaultDetail, StringComparison.Ordinal);
        Assert.Equal("false", (await tasks.Client.PostAsync(path, $"<action><dry_run>true</dry_run>{place}<override>true</override><reason>r</reason></action>")).Expect(200).Xml.Element("gate")!.Element("green")!.Value);

        (await tasks.Client.PostAsync(path, $"<action>{place}<override>true</override><reason>the disk is dead</reason></action>")).Expect(200);

        var told = (await tasks.Client.GetAsync($"/events?search=message%3D*{site.Name}*")).Expect(200).Xml.Elements().First(line => line.Element("code")!.Value == done).Element("description")!.Value;
        Assert.EndsWith($" Passed over: 12 entries of brick {bricks[1].Element("name")!.Value} of the same set wait for a heal. Reason given by admin@internal: the disk is dead", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brick_is_not_emptied_while_another_of_its_set_does_not_tell_of_its_heals()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Slow("v") with { ReplicaCount = 3 }]);
        var bricks = await BricksAsync(site);
        site.Faults.Host(SimulatedSite.Addresses[2]).IsDown = true;
        Assert.Contains($"Brick {bricks[2].Element("name")!.Value} of the same set did not tell",
            (await tasks.Client.PostAsync(bricks[0].Attribute("href")!.Value + "/reset", "<action/>")).Expect(409).FaultDetail, StringComparison.Ordinal);

        // The dead brick itself may go: most of the set is up, and nothing waits there.
        (await tasks.Client.PostAsync(
            bricks[2].Attribute("href")!.Value + "/replace", $"<action><bricks><brick><server_id>{(await HostsAsync(site))[0]}</server_id><brick_dir>/b/new</brick_dir></brick></bricks></action>")).Expect(200);
    }

    [Fact]
    public async Task A_brick_of_a_dispersed_volume_is_reset_with_an_override_since_gluster_counts_no_heals()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [SimulatedSite.Slow("v") with { DisperseCount = 3, RedundancyCount = 1 }]);
        var path = (await BricksAsync(site))[0].Attribute("href")!.Value + "/reset";

        Assert.Contains("gluster counts heals of replicated volumes only", (await tasks.Client.PostAsync(path, "<action/>")).Expect(409).FaultDetail, StringComparison.Ordinal);
        (await tasks.Client.PostAsync(path + "?override=true&reason=looked", "<action/>")).Expect(200);
    }

    private static BrickAddress AddressOf(XElement brick) => BrickAddress.Parse(brick.Element("name")!.Value)!.Value;

    private Task<EngineAnswer> AddAsync(SimulatedSite site, string query, params string[] bricks) =>
        tasks.Client.PostAsync($"{site.Volume("v")}/glusterbricks{query}", $"<bricks>{string.Concat(bricks)}</bricks>");

    private async Task<IReadOnlyList<XElement>> BricksAsync(SimulatedSite site) =>
        [.. (await tasks.Client.GetAsync(site.Volume("v") + "/glusterbricks")).Expect(200).Xml.Elements("brick")];

    private async Task<IReadOnlyList<string>> HostsAsync(SimulatedSite site) =>
        [.. (await tasks.Client.GetAsync($"/hosts?search=cluster%3D{site.Name}")).Expect(200).Xml.Elements().Select(static host => host.Attribute("id")!.Value)];
}
