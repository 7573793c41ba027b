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

        Freeze(site, isFrozen: true);
        await site.SyncAsync();
        var hung = await HungAsync(site);
        var waiting = await site.StepAsync(start);
        await site.SyncAsync();
        var rested = await HungAsync(site);
        Freeze(site, isFrozen: false);
        // The inventory may have missed it meanwhile.
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

    [Fact]
    public async Task One_host_that_is_silent_keeps_nobody_from_asking_the_others()
    {
        var site = await tasks.CreateSiteAsync("v");
        await site.RestAsync();

        site.Faults.Host(SimulatedSite.Addresses[0]).LosesReplies = true;
        var looked = (await tasks.Client.GetAsync(site.Volume("v") + "/ghosts?refresh=true")).Expect(409);
        var hung = await HungAsync(site);
        site.Faults.Host(SimulatedSite.Addresses[0]).LosesReplies = false;

        Assert.Equal("", hung);
        Assert.Contains("not all hosts answered in time", looked.FaultDetail, StringComparison.Ordinal);
    }

    private static void Freeze(SimulatedSite site, bool isFrozen)
    {
        site.Faults.LosesTaskLists = isFrozen;
        site.Faults.Host(SimulatedSite.Addresses[2]).LosesReplies = isFrozen;
    }

    private Task<string?> HungAsync(SimulatedSite site) =>
        tasks.AskAsync($"select coalesce(task_list_hung_since || ' ' || task_list_hung_at, '') from cluster where cluster_id = '{site.Id}'");
}
