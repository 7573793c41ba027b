using System.Globalization;
using GlusterEngine.IntegrationTests.Database;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Rest;

/// <summary>How much of a list is given, and how much is inlined, in an engine whose limits are low.</summary>
public sealed class ListSizeTests : IAsyncLifetime
{
    private EngineUnderTest? _engine;

    private EngineClient Client => _engine!.Client;

    public async Task InitializeAsync() => _engine = await EngineUnderTest.StartAsync(
        new() { More = new Dictionary<string, string>(TasksEngine.Settings.More) { ["Rest:DefaultListSize"] = "1", ["Rest:MaxFollowed"] = "10" } });

    public async Task DisposeAsync() => await _engine!.DisposeAsync();

    [Fact]
    public async Task Only_what_grows_for_ever_is_cut_without_a_maximum_and_all_that_is_inlined_is_counted()
    {
        var site = await SimulatedSite.CreateAsync(_engine!, "u", "v");
        await SimulatedSite.CreateAsync(_engine!, "w");
        var cluster = $"/clusters/{site.Id}";
        var bricks = site.Volume("v") + "/glusterbricks";
        await Eventually.GetAsync(() => Client.GetAsync(cluster + "/glusterhooks"), static answer => answer.Expect(200).Xml.Elements().Count() > 1);
        var started = (await site.StartAsync("v")).Expect(200);
        (await site.StopAsync("v")).Expect(200);
        var steps = started.Xml.Element("job")!.Attribute("href")!.Value + "/steps";
        var host = (await Client.GetAsync("/hosts?max=1")).Expect(200).Xml.Elements().Single().Attribute("href")!.Value;

        Assert.Equal((1, 1), (await CountAsync("/jobs"), await CountAsync("/events")));
        Assert.Equal((2, 6, 2, 3), (await CountAsync("/clusters"), await CountAsync("/hosts"), await CountAsync(cluster + "/glustervolumes"), await CountAsync(bricks)));
        Assert.Equal((true, 3), (await CountAsync(cluster + "/glusterhooks") > 1, await CountAsync(steps)));
        foreach (var list in new[] { cluster + "/glustervolumes", bricks, cluster + "/glusterhooks", steps, host + "/connections", site.Volume("v") + "/ghosts" })
            Assert.Equal(0, await CountAsync(list + "?max=0"));
        foreach (var list in new[] { site.Volume("v") + "/statistics", (await Client.GetAsync(bricks)).Xml.Elements().First().Attribute("href")!.Value + "/statistics" })
            Assert.True(await CountAsync(list) > 1 && await CountAsync(list + "?max=1") == 1, list);

        Assert.Equal(6, (await Client.GetAsync(cluster + "/glustervolumes?follow=bricks")).Expect(200).Xml.Descendants("brick").Count());
        var refused = (await Client.GetAsync(cluster + "/glustervolumes?follow=bricks.gluster_volume")).Expect(400);
        Assert.Contains("more than 10 objects would be inlined", refused.FaultDetail, StringComparison.Ordinal);
        (await Client.GetAsync(cluster + "/glustervolumes?follow=bricks.gluster_volume&max=1")).Expect(200);
        await HostsAreReadOnceAsync();
        await NoEventIsPassedOverAsync();
    }

    /// <summary>By whoever goes on from the highest id that he was shown.</summary>
    private async Task NoEventIsPassedOverAsync()
    {
        var all = (await EventsAsync("?max=1000")).Order().ToList();
        Assert.True(all.Count > 3);
        var seen = new List<long>();
        while (seen.Count < all.Count) seen.Add(Assert.Single(await EventsAsync($"?from={seen.LastOrDefault()}")));

        Assert.Equal(all, seen);
        Assert.NotEqual(all[..1], await EventsAsync("?from=0&max=1"));
        Assert.NotEqual(all[..1], await EventsAsync("?from=0&search=sortby%20time%20desc"));
    }

    private async Task<IReadOnlyList<long>> EventsAsync(string query) =>
        [.. (await Client.GetAsync("/events" + query)).Expect(200).Xml.Elements().Select(static line => long.Parse(line.Attribute("id")!.Value, CultureInfo.InvariantCulture))];

    /// <summary>The hosts of the bricks of several clusters are one statement.</summary>
    private async Task HostsAreReadOnceAsync()
    {
        using var statements = new SqlStatements(_engine!.ConnectionString!);
        IReadOnlyList<string> OfBricks() => [.. statements.Of("host").Where(static statement => statement.Contains("peer_uuid IS NOT NULL", StringComparison.Ordinal))];
        // EF remembers for a second that nobody listened.
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System);

        // Too much to be inlined, which shows when it is read.
        (await Client.GetAsync("/clusters?follow=glustervolumes.bricks")).Expect(400);

        Assert.Single(OfBricks());
    }

    private async Task<int> CountAsync(string list) => (await Client.GetAsync(list)).Expect(200).Xml.Elements().Count();
}
