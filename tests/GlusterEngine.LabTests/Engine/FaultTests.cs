using System.Diagnostics;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>What becomes of a running task when a node, a process or the engine dies or freezes.</summary>
[Collection(FaultLabCollection.Name)]
public sealed class FaultTests(FaultLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task An_engine_killed_during_a_rebalance_follows_it_to_its_end_when_it_runs_again()
    {
        await engine.CreateWorkAsync("survives", secondsPerFile: 2);
        var task = await engine.StartRebalanceAsync("survives");
        var before = await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        await engine.Process.KillAsync();
        await engine.Process.StartAgainAsync();
        var second = (await engine.RebalanceAsync("survives")).Expect(409);
        var end = await engine.AwaitEndAsync(task);

        Assert.Contains(task.JobId, second.FaultDetail, StringComparison.Ordinal);
        Assert.Equal(before with { Status = "finished", Description = end.Description, Health = end.Health, HasEnded = true, JobStatus = "finished", JobHasEnded = true }, end);
        Assert.Equal([task], (await engine.TasksOfAsync("survives")).Select(static reading => reading.Task));
        await engine.StartRebalanceAsync("survives");
    }

    [LabFact]
    public async Task A_rebalance_that_began_while_a_node_was_away_ends_with_the_others_and_can_be_started_again()
    {
        await engine.CreateWorkAsync("partly", secondsPerFile: 0.5);
        await engine.Lab.RunAsync("kill-glusterd", "3");
        var task = await engine.StartRebalanceAsync("partly");
        await engine.Lab.RunAsync("start-glusterd", "3");

        var end = await engine.AwaitEndAsync(task);

        Assert.Equal(("failed", "failed"), (end.Status, end.JobStatus));
        Assert.Contains("was away when it began and never heard of it", end.Description, StringComparison.Ordinal);
        var again = await engine.StartRebalanceAsync("partly");
        Assert.Equal("finished", (await engine.AwaitEndAsync(again)).Status);
    }

    [LabFact]
    public async Task A_task_goes_on_while_the_node_that_took_the_call_is_away_and_ends_with_it()
    {
        await engine.Lab.RunAsync("vol", "rep3", "replicated");
        await engine.Lab.RunAsync("mount", "replicated");
        await engine.Lab.RunAsync("fill", "replicated", "40", "1000");
        await engine.Lab.RunAsync("umount", "replicated");
        await engine.Lab.RunAsync("slow", "replicated", "1000000");
        await engine.GlusterAsync(1, ["volume", "add-brick", "replicated", .. ((int[])[1, 2, 3]).Select(node => engine.Lab.BrickOf(node, "replicated-b")), "force"]);
        await engine.AwaitBricksAsync("replicated", 6, "up");
        var task = await engine.StartRebalanceAsync("replicated");
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        await engine.Lab.RunAsync("kill-node", "1");
        try
        {
            var partial = await engine.AwaitAsync(task, static reading => reading.Description.Contains("2 of 3 nodes answered", StringComparison.Ordinal));
            await Eventually.GetAsync(
                // Refused while the engine's own question holds the volume, or a process of the node that died is missed.
                () => engine.AskStatusAsync(2, "replicated"),
                static text => !text.Contains("in progress", StringComparison.Ordinal) && !text.Contains("failed:", StringComparison.Ordinal),
                TimeSpan.FromMinutes(4));
            await engine.AwaitHostsAsync(static hosts => hosts[0].Element("status")!.Value == "non_responsive");
            var alone = await engine.ReadAsync(task);
            Assert.True(partial.IsOpen && alone.IsOpen, $"{alone}");
        }
        finally
        {
            await engine.Lab.RestartNodeAsync(1);
        }

        var end = await engine.AwaitEndAsync(task);
        Assert.True(end is { Status: "finished", HasEnded: true, JobStatus: "finished" }, $"{end}");
        await engine.AwaitBricksAsync("replicated", 6, "up");
    }

    [LabFact]
    public async Task The_counters_of_a_rebalance_never_fall_although_a_nodes_glusterd_is_killed_and_started_again()
    {
        // Far longer than the glusterd is away: of a process that ends meanwhile nothing is counted any more.
        await engine.CreateWorkAsync("counts", secondsPerFile: 6);
        var task = await engine.StartRebalanceAsync("counts");
        // Nodes 1 and 2 have the files, and either has moved one.
        var before = await Eventually.GetAsync(
            () => engine.SamplesAsync(task), static samples => samples.Where(static sample => sample.Moved > 0).DistinctBy(static sample => sample.Peer).Count() == 2, TimeSpan.FromMinutes(1));

        await engine.Lab.RunAsync("kill-glusterd", "2");
        try
        {
            await engine.AwaitAsync(task, static reading => reading.Description.Contains("2 of 3 nodes answered", StringComparison.Ordinal));
        }
        finally
        {
            await engine.Lab.RunAsync("start-glusterd", "2");
        }

        await engine.AwaitHostsAsync(static hosts => hosts.All(static host => host.Element("status")!.Value == "up"));
        // A process that lost its glusterd tells another one of its end, so its own may go on to say "in progress".
        var end = await engine.AwaitAsync(task, static reading => !reading.IsOpen || reading.Health == "stalled");
        var after = await engine.SamplesAsync(task);
        if (end.IsOpen) (await engine.StopRebalanceAsync("counts")).Expect(200);

        NodeCounters.AssertNeverFell(after);
        Assert.True(MovedIn(after) > MovedIn(before), $"{end}");

        static long MovedIn(IReadOnlyList<NodeCounters> samples) => samples.GroupBy(static sample => sample.Peer).Sum(static node => node.Last().Moved);
    }

    [LabFact]
    public async Task A_frozen_node_ends_nothing_and_delays_no_request()
    {
        await engine.CreateWorkAsync("frozen", secondsPerFile: 2);
        var task = await engine.StartRebalanceAsync("frozen");
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        await engine.Lab.RunAsync("freeze-node", "2");
        var (slowest, hung) = (TimeSpan.Zero, false);
        try
        {
            await Eventually.GetAsync(
                async () =>
                {
                    var started = Stopwatch.GetTimestamp();
                    var hosts = (await engine.Client.GetAsync("/hosts")).Expect(200).Xml;
                    var reading = await engine.ReadAsync(task);
                    Assert.True(reading.IsOpen, $"{reading}");
                    slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
                    return hosts.Elements("host").Single(static host => host.Element("name")!.Value == "node2").Element("status")!.Value;
                },
                static status => status == "non_responsive",
                // By ssh a frozen host takes two log-ins that run out of time.
                TimeSpan.FromMinutes(1));
            // The list of tasks hung: from then on it is left alone, so that the lock of the volume at which it hung runs out and stays free.
            hung = (await engine.AwaitAsync(task, static reading => reading.Health == "unresponsive")).IsOpen;
        }
        finally
        {
            await engine.Lab.RunAsync("thaw-node", "2");
        }

        await engine.AwaitHostsAsync(static hosts => hosts.All(static host => host.Element("status")!.Value == "up"));
        await engine.GlusterAsync(1, "volume", "set", "frozen", "user.locked", "no");
        var back = await engine.AwaitAsync(task, static reading => reading.Health != "unresponsive");
        var end = await engine.AwaitEndAsync(task);
        Assert.True(hung, $"{back}");
        Assert.True(end is { Status: "finished", JobStatus: "finished" }, $"{end}");
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [LabFact]
    public async Task A_frozen_rebalance_process_is_waited_for_and_its_end_is_seen_soon_after()
    {
        await engine.CreateWorkAsync("beside");
        await engine.CreateWorkAsync("hangs", secondsPerFile: 2);
        var task = await engine.StartRebalanceAsync("hangs");

        await engine.Lab.RunAsync("stop-rebal-proc", "1", "hangs");
        var beside = await engine.AwaitEndAsync(await engine.StartRebalanceAsync("beside"));
        var waiting = await engine.ReadAsync(task);
        await engine.Lab.RunAsync("cont-rebal-proc", "1", "hangs");
        var end = await engine.AwaitEndAsync(task);

        Assert.Equal("finished", beside.Status);
        Assert.True(waiting.IsOpen, $"{waiting}");
        Assert.True(end is { Status: "finished", JobStatus: "finished" }, $"{end}");
    }

    [LabFact]
    public async Task A_start_that_gluster_refuses_fails_with_its_words_and_leaves_the_volume_free()
    {
        await engine.Lab.RunAsync("vol", "dist", "refused");
        // Looks at tasks only when asked to, so that it does not know what the CLI began.
        await using var blind = new LabEngine(engine.Lab, new Dictionary<string, string> { ["Tasks:IntervalSeconds"] = "3600" });
        await blind.StartAsync();
        await blind.AwaitBricksAsync("refused", 3, "up");
        await engine.GlusterAsync(1, "volume", "remove-brick", "refused", engine.Lab.BrickOf(3, "refused"), "start");

        var refused = (await blind.RebalanceAsync("refused")).Expect(400);
        var failed = await blind.ReadAsync(LabEngine.TaskOf(refused));
        var adopted = await blind.AwaitTaskOfAsync("refused", static reading => reading.Type == "removing_bricks");

        Assert.Contains("not yet committed", refused.FaultDetail, StringComparison.Ordinal);
        Assert.Contains("not yet committed", failed.Description, StringComparison.Ordinal);
        Assert.True(failed is { Status: "failed", HasEnded: true, JobStatus: "failed", JobHasEnded: true, IsLinked: false }, $"{failed}");
        Assert.Equal("started", adopted.JobStatus);
    }
}
