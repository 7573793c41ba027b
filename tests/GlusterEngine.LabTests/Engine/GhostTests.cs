using System.Xml.Linq;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>A task that only one real node still runs, and a throttle that does not outlive its task.</summary>
[Collection(FaultLabCollection.Name)]
public sealed class GhostTests(FaultLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task A_ghost_of_a_task_that_was_stopped_while_a_node_was_away_is_found_and_cured()
    {
        await engine.Lab.RunAsync("vol", "rep3", "haunted");
        await engine.Lab.RunAsync("mount", "haunted");
        await engine.Lab.RunAsync("fill", "haunted", "200", "1000");
        await engine.Lab.RunAsync("umount", "haunted");
        await engine.Lab.RunAsync("slow", "haunted", "2000000");
        await engine.GlusterAsync(1, ["volume", "add-brick", "haunted", .. ((int[])[1, 2, 3]).Select(node => engine.Lab.BrickOf(node, "haunted-b")), "force"]);
        await engine.AwaitBricksAsync("haunted", 6, "up");
        var task = await engine.StartRebalanceAsync("haunted");
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        await engine.Lab.RunAsync("kill-node", "3");
        await engine.AwaitHostsAsync(static hosts => hosts[2].Element("status")!.Value == "non_responsive");
        (await engine.StopRebalanceAsync("haunted")).Expect(200);
        await engine.Lab.RestartNodeAsync(3);
        var ghost = Assert.Single(await AwaitGhostsAsync("haunted", count: 1));
        var refused = (await engine.RebalanceAsync("haunted")).Expect(400);
        var early = (await engine.ActAsync("haunted", "cureghost", "<action/>")).Expect(409);
        await engine.Lab.RunAsync("kill-glusterd", "3");
        var cured = await Eventually.GetAsync(
            () => engine.ActAsync("haunted", "cureghost", "<action/>"), static answer => answer.Code == 200, TimeSpan.FromSeconds(60));
        await engine.Lab.RunAsync("start-glusterd", "3");

        Assert.Contains($"{engine.Lab.AddressOf(3)} is connected", early.FaultDetail, StringComparison.Ordinal);
        Assert.Equal("complete", cured.Xml.Element("status")!.Value);
        Assert.Equal("node3", ghost.Element("host")!.Element("name")!.Value);
        Assert.Contains("already started", refused.FaultDetail, StringComparison.Ordinal);
        await engine.AwaitEventAsync(EventCode.GlusterTaskGhostFound, " haunted ");
        Assert.Empty(await AwaitGhostsAsync("haunted", count: 0));
        Assert.DoesNotContain("<task>", await engine.Lab.RunAsync("xml", "3", "volume", "status", "haunted", "tasks"), StringComparison.Ordinal);
        await engine.AwaitBricksAsync("haunted", 6, "up");
        Assert.Single(await engine.TasksOfAsync("haunted"), static reading => reading.Status == "aborted");
        var next = await engine.StartRebalanceAsync("haunted");
        await engine.AwaitAsync(next, static reading => reading.IsInProgress);
        (await engine.StopRebalanceAsync("haunted")).Expect(200);
    }

    [LabFact]
    public async Task A_throttle_that_is_set_during_a_rebalance_is_gone_after_its_end_although_the_engine_was_killed()
    {
        await engine.CreateWorkAsync("throttled", secondsPerFile: 1);
        var task = await engine.StartRebalanceAsync("throttled");
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        (await engine.ActAsync("throttled", "throttle", "<action><throttle>aggressive</throttle></action>")).Expect(200);
        var during = await ThrottleAsync();
        await engine.Process.KillAsync();
        await engine.Process.StartAgainAsync();
        var end = await engine.AwaitEndAsync(task);

        Assert.Contains("aggressive", during, StringComparison.Ordinal);
        Assert.Equal("finished", end.Status);
        await Eventually.GetAsync(ThrottleAsync, static found => !found.Contains("aggressive", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        await engine.AwaitEventAsync(EventCode.GlusterThrottleRestored, " throttled ");

        Task<string> ThrottleAsync() => engine.GlusterAsync(2, "volume", "get", "throttled", "cluster.rebal-throttle");
    }

    private async Task<IReadOnlyList<XElement>> AwaitGhostsAsync(string volume, int count)
    {
        var href = (await engine.AwaitVolumeAsync(volume)).Attribute("href")!.Value;
        return await Eventually.GetAsync<IReadOnlyList<XElement>>(
            async () => [.. (await engine.Client.GetAsync($"{href}/ghosts")).Expect(200).Xml.Elements("ghost")],
            ghosts => ghosts.Count == count,
            // A look that one host did not answer is repeated after a minute.
            TimeSpan.FromMinutes(4));
    }
}
