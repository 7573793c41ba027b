using Xunit;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>A list of tasks that hangs on every host, as it does while the glusterd of a node is frozen.</summary>
public sealed class ListHangTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task While_the_list_hangs_it_is_left_alone_and_the_step_says_so_until_the_nodes_answer()
    {
        var site = await tasks.CreateSiteAsync("v");
        var start = (await site.StartAsync("v")).Expect(200);
        await site.RestAsync();

        Silence(site, isSilent: true);
        await site.SyncAsync();
        var hung = await HungAsync(site);
        var waiting = await site.StepAsync(start);
        await site.SyncAsync();
        var rested = await HungAsync(site);
        Silence(site, isSilent: false);
        // The inventory may have missed them meanwhile.
        await site.HostsAsync("up", "up", "up");
        await site.SyncAsync();

        Assert.Equal("unresponsive", waiting.Element("health")!.Value);
        Assert.Contains("frozen", waiting.ToString(), StringComparison.Ordinal);
        Assert.Equal("started", waiting.Element("status")!.Value);
        Assert.NotEqual("", hung);
        Assert.Equal(hung, rested);
        Assert.Equal("", await HungAsync(site));
        Assert.Equal("progressing", (await site.StepAsync(start)).Element("health")!.Value);
        await site.StopAsync("v");
    }

    private static void Silence(SimulatedSite site, bool isSilent)
    {
        foreach (var address in SimulatedSite.Addresses) site.Faults.Host(address).LosesReplies = isSilent;
    }

    private Task<string?> HungAsync(SimulatedSite site) =>
        tasks.AskAsync($"select coalesce(task_list_hung_since || ' ' || task_list_hung_at, '') from cluster where cluster_id = '{site.Id}'");
}
