using System.Diagnostics;
using GlusterEngine.LabTests.Migration;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing;
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

    [LabFact]
    public async Task A_migration_whose_process_was_killed_is_failed_or_stalled_after_two_looks_that_meet_it_dead()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "killed-soon", files: 90);
        await volume.SlowDownAsync(secondsPerFile: 1);
        var task = await volume.StartAsync(3);
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        await engine.Lab.RunAsync("sh", "3", "pkill", "-KILL", "-f", "--", "--volfile-id rebalance/killed-soon ");
        var (killed, looks) = (TimeProvider.System.GetUtcNow(), new HashSet<DateTimeOffset>());
        var shown = await Eventually.GetAsync(NoteAsync, static reading => reading.Status == "failed" || reading.Health == "stalled", TimeSpan.FromMinutes(1));
        var seen = TimeProvider.System.GetUtcNow();
        await Eventually.GetAsync(NoteAsync, _ => TimeProvider.System.GetUtcNow() - seen > TimeSpan.FromSeconds(2));
        looks.RemoveWhere(look => look < killed || look > seen);
        output.WriteLine($"Shown as {shown.Status}, {shown.Health}, after {looks.Count} looks, {(seen - killed).TotalSeconds:0.0} s after its death.");
        (await volume.StopAsync(3)).Expect(200);

        // The first of them may still find what was done since the look before; one that was under way at its death may be the one that saw it.
        Assert.InRange(looks.Count, 0, 3);
        await volume.AssertNothingLostAsync();

        async Task<TaskReading> NoteAsync()
        {
            var reading = await engine.ReadAsync(task);
            looks.Add(await engine.LastLookAsync());
            return reading;
        }
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
            // A machine that is busy makes gluster fail a rebalance of its own accord; then that is the truth.
            Assert.True(end is { IsLinked: true } && end.Status == (known.Contains("failed", StringComparison.Ordinal) ? "failed" : "finished") && end.JobStatus == end.Status, $"{end}");
    }
}
