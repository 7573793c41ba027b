using System.Diagnostics;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing.Lab;
using Xunit;
using Xunit.Abstractions;

namespace GlusterEngine.LabTests.Engine;

/// <summary>What users get: gluster's own times and the engine's default intervals.</summary>
[Collection(PatientLabCollection.Name)]
public sealed class PatientTests(PatientLab fixture, ITestOutputHelper output)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task A_rebalance_started_with_the_command_line_on_another_node_is_adopted_soon()
    {
        await engine.CreateWorkAsync("adopted", secondsPerFile: 1);

        await engine.GlusterAsync(3, "volume", "rebalance", "adopted", "start");
        var started = Stopwatch.GetTimestamp();
        var adopted = await engine.AwaitTaskOfAsync("adopted", static reading => reading.IsLinked);
        var delay = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"Adopted {delay.TotalSeconds:0.0} s after gluster accepted it.");
        var end = await engine.AwaitEndAsync(adopted.Task);

        // How soon is for the benchmark to measure, on a machine that does nothing else.
        Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.True(adopted is { Type: "rebalancing_volume", JobStatus: "started" }, $"{adopted}");
        Assert.True(end is { Status: "finished", HasEnded: true, JobStatus: "finished" }, $"{end}");
        await engine.AwaitEventAsync(EventCode.GlusterVolumeRebalanceStartDetectedFromCli, " adopted ");
    }

    [LabFact]
    public async Task An_engine_killed_while_gluster_starts_a_rebalance_finds_out_what_became_of_it()
    {
        await engine.CreateWorkAsync("halfway", secondsPerFile: 1);
        await engine.CreateWorkAsync("written", secondsPerFile: 1);

        var halfway = LabEngine.TaskOf((await engine.RebalanceAsync("halfway", "<action><async>true</async></action>")).Expect(202));
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        var written = LabEngine.TaskOf((await engine.RebalanceAsync("written", "<action><async>true</async></action>")).Expect(202));
        await engine.Process.KillAsync();
        await engine.Process.StartAgainAsync();

        await AssertOneTruthAsync("halfway", halfway);
        await AssertOneTruthAsync("written", written);
    }

    private async Task AssertOneTruthAsync(string volume, TaskReference task)
    {
        var end = await engine.AwaitAsync(task, static reading => !reading.IsOpen);
        var known = await engine.AskStatusAsync(1, volume);

        output.WriteLine($"{end}");
        Assert.Equal([task], (await engine.TasksOfAsync(volume)).Select(static reading => reading.Task));
        if (known.Contains("not started", StringComparison.Ordinal))
            Assert.True(end is { Status: "failed", IsLinked: false, JobStatus: "failed" } && end.Description.Contains("never started", StringComparison.Ordinal), $"{end}");
        else
            Assert.True(end is { Status: "finished", IsLinked: true, JobStatus: "finished" }, $"{end}");
    }
}
