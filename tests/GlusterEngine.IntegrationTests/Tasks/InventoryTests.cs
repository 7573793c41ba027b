using GlusterEngine.Engine.Inventory;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>What gluster reports is what the engine shows, by itself.</summary>
public sealed class InventoryTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    private InventorySync Inventory => tasks.Engine.Services.GetRequiredService<InventorySync>();

    [Fact]
    public async Task What_is_done_with_the_cli_is_seen_and_told()
    {
        var site = await tasks.CreateSiteAsync("v");

        await site.GlusterAsync("volume", "stop", "v");
        await site.StatusAsync("v", "down");
        tasks.Engine.Gluster.AddVolume(site.Id, SimulatedSite.Slow("w"));
        await site.ExpectVolumesAsync("v", "w");
        await site.GlusterAsync("volume", "start", "v");
        await site.StatusAsync("v", "up");

        Assert.Equal(["4027", "4041", "4027", "4040"], (await site.EventCodesAsync()).Where(static code => code is "4027" or "4040" or "4041"));
    }

    [Fact]
    public async Task A_look_that_is_older_than_what_was_written_changes_and_tells_nothing()
    {
        var site = await tasks.CreateSiteAsync("v");
        var (told, arrives) = (new TaskCompletionSource(), new TaskCompletionSource());
        LosingCommandLine.AfterVolumeList.Value = () =>
        {
            told.TrySetResult();
            return arrives.Task;
        };
        var old = Inventory.SyncLightAsync(site.Id, CancellationToken.None);
        LosingCommandLine.AfterVolumeList.Value = null;
        await told.Task;

        await site.GlusterAsync("volume", "stop", "v");
        await site.StatusAsync("v", "down");
        arrives.SetResult();
        await old;

        Assert.Equal("down", (await tasks.Client.GetAsync(site.Volume("v"))).Xml.Element("status")!.Value);
        Assert.Equal(["4027", "4041"], (await site.EventCodesAsync()).Where(static code => code is "4027" or "4040" or "4041"));
    }

    [Fact]
    public async Task A_look_at_bricks_that_is_older_than_what_was_written_changes_nothing()
    {
        var site = await tasks.CreateSiteAsync("v");
        LosingCommandLine.AfterStatus.Value = () => tasks.AskAsync($"update gluster_volume set bricks_look_at = now() where volume_id = '{site.VolumeId("v")}'");
        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = true;

        await Inventory.SyncHeavyAsync(site.Id, CancellationToken.None);
        LosingCommandLine.AfterStatus.Value = null;

        Assert.Equal("0", await DownAsync(site));
        await Inventory.SyncHeavyAsync(site.Id, CancellationToken.None);
        Assert.NotEqual("0", await DownAsync(site));
    }

    [Fact]
    public async Task A_host_that_goes_and_comes_is_told_once_each_and_takes_no_volume_with_it()
    {
        var site = await tasks.CreateSiteAsync("v");

        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = true;
        await site.HostsAsync("up", "non_responsive", "up");
        site.Faults.Host(SimulatedSite.Addresses[1]).IsDown = false;
        await site.HostsAsync("up", "up", "up");

        Assert.Equal(200, (await tasks.Client.GetAsync(site.Volume("v"))).Code);
        Assert.Single(await site.EventCodesAsync(), static code => code == "12");
        Assert.DoesNotContain("4028", await site.EventCodesAsync());
    }

    [Fact]
    public async Task The_last_host_takes_what_it_told_with_it_even_when_it_is_telling()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [OnLast("v")]);
        var hosts = (await tasks.Client.GetAsync($"/hosts?search=cluster%3D{site.Name}")).Xml.Elements().Select(static host => host.Attribute("href")!.Value).ToList();
        foreach (var host in hosts.Take(2)) await RemoveAsync(host);
        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).Delay = TimeSpan.FromMilliseconds(400);

        var looking = Inventory.SyncLightAsync(site.Id, CancellationToken.None);
        await RemoveAsync(hosts[2]);
        await looking;

        Assert.Empty((await tasks.Client.GetAsync($"/clusters/{site.Id}/glustervolumes")).Xml.Elements());
        Assert.Equal("0", await tasks.AskAsync($"select count(*) from gluster_server where cluster_id = '{site.Id}'"));
        var told = Assert.Single((await tasks.Client.GetAsync("/events?search=type%3D10924")).Xml.Elements(), line => line.Element("cluster")?.Attribute("id")!.Value == site.Id.ToString());
        // Whether the look has told that two peers left depends on who was first.
        Assert.Matches(@"its volumes \(1\) and peers \([1-3]\) are not watched any more", told.Element("description")!.Value);
        Assert.Equal(200, (await tasks.Client.DeleteAsync($"/clusters/{site.Id}")).Code);
    }

    [Fact]
    public async Task A_host_that_joins_the_pool_while_the_others_are_asked_is_up_at_once()
    {
        var site = await tasks.CreateSiteAsync("v");

        for (var number = 4; number <= 6; number++)
        {
            await site.AddHostAsync(new($"gluster{number}", $"gluster{number}.demo"));
            await site.HostsAsync([.. Enumerable.Repeat("up", number)]);
        }

        Assert.DoesNotContain("603", await site.EventCodesAsync());
    }

    [Fact]
    public async Task The_last_host_stays_while_a_task_is_open()
    {
        var site = await SimulatedSite.CreateAsync(tasks.Engine, [OnLast("v")]);
        var started = await site.StartAsync("v");
        var hosts = (await tasks.Client.GetAsync($"/hosts?search=cluster%3D{site.Name}")).Xml.Elements().Select(static host => host.Attribute("href")!.Value).ToList();

        foreach (var host in hosts.Take(2)) await RemoveAsync(host);
        (await tasks.Client.PostAsync(hosts[2] + "/deactivate", "<action/>")).Expect(200);
        var refused = await tasks.Client.DeleteAsync(hosts[2]);

        Assert.Equal(409, refused.Code);
        Assert.Contains(started.Xml.Element("job")!.Attribute("id")!.Value, refused.FaultDetail, StringComparison.Ordinal);
    }

    /// <summary>A slow volume whose bricks are all on the last host, so that the others may go.</summary>
    private static SimulatedVolume OnLast(string name)
    {
        var volume = SimulatedSite.Slow(name);
        return volume with { Bricks = [.. volume.Bricks.Select((brick, index) => brick with { Address = new(SimulatedSite.Addresses[2], $"/bricks/{name}{index}") })] };
    }

    private async Task RemoveAsync(string host)
    {
        (await tasks.Client.PostAsync(host + "/deactivate", "<action/>")).Expect(200);
        (await tasks.Client.DeleteAsync(host)).Expect(200);
    }

    private Task<string?> DownAsync(SimulatedSite site) => tasks.AskAsync($"select count(*) from gluster_brick where volume_id = '{site.VolumeId("v")}' and status = 'DOWN'");
}
