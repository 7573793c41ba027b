using GlusterEngine.LabTests.Engine;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Migration;

/// <summary>What becomes of a migration when the process that does it, or its glusterd, dies or freezes.</summary>
[Collection(FaultLabCollection.Name)]
public sealed class MigrationFaultTests(FaultLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task A_migration_whose_process_was_killed_shows_it_and_can_be_done_again()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "killed");
        await volume.SlowDownAsync(secondsPerFile: 1);
        var task = await volume.StartAsync(3);
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        // Glusterd notices at once or never; both must show.
        await engine.Lab.RunAsync("sh", "3", "pkill", "-KILL", "-f", "--", "--volfile-id rebalance/killed ");
        await Eventually.GetAsync(
            async () => await volume.StepAsync(task),
            static step => step.Element("status")!.Value == "failed" || step.Element("health")?.Value == "stalled");
        (await volume.CommitAsync(3, "<override>true</override><reason>hurry</reason>")).Expect(409);
        (await volume.StopAsync(3)).Expect(200);
        var again = await volume.SeeToItsCommitAsync(await volume.StartAsync(3), 3);

        Assert.True(await engine.ReadAsync(task) is { Status: "aborted", HasEnded: true });
        Assert.True(await engine.ReadAsync(again) is { Status: "finished", HasEnded: true });
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_migration_whose_brick_dies_does_not_go_on_unnoticed()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "diskless");
        await volume.SlowDownAsync(secondsPerFile: 1);
        var task = await volume.StartAsync(3);
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        // So gluster's health check ends the brick of a disk that failed or hangs.
        await engine.Lab.RunAsync("kill-brick", "3", "diskless");
        var seen = await engine.AwaitAsync(task, static reading => reading.Status == "failed" || reading.Health == "stalled");
        (await volume.CommitAsync(3, "<override>true</override><reason>hurry</reason>")).Expect(409);
        (await volume.StopAsync(3)).Expect(200);
        await engine.GlusterAsync(3, "volume", "start", "diskless", "force");
        await engine.AwaitBricksAsync("diskless", 3, "up");

        Assert.False(seen.HasEnded, $"{seen}");
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_frozen_migration_is_unresponsive_delays_no_other_volume_and_moves_again_when_it_wakes()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "freezes", files: 36);
        await using var other = await MigrationVolume.CreateAsync(engine, "thaws", files: 6);
        await volume.SlowDownAsync(secondsPerFile: 1);
        var task = await volume.StartAsync(3);
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        await engine.Lab.RunAsync("stop-rebal-proc", "3", "freezes");
        try
        {
            await volume.AwaitHealthAsync(task, "unresponsive");
            // The question that hung keeps the volume locked, so that gluster leaves it out of its list.
            var listed = await engine.GlusterAsync(2, "volume", "status", "all", "tasks");
            var beside = await other.FinishAsync(3);
            (await other.CommitAsync(3)).Expect(200);

            Assert.DoesNotContain("Task Status of Volume freezes", listed, StringComparison.Ordinal);
            Assert.True(await engine.ReadAsync(beside) is { Status: "finished", HasEnded: true });
            Assert.True(await engine.ReadAsync(task) is { IsOpen: true, JobHasEnded: false });
        }
        finally
        {
            await engine.Lab.RunAsync("cont-rebal-proc", "3", "freezes");
        }

        await engine.GlusterAsync(2, "volume", "set", "freezes", "user.locked", "no");
        await Eventually.GetAsync(async () => (await volume.StepAsync(task)).Element("health")?.Value, static health => health != "unresponsive");
        var end = await engine.AwaitEndAsync(task);
        (await volume.CommitAsync(3)).Expect(200);

        Assert.Equal("finished", end.Status);
        await volume.AssertNothingLostAsync();
        await other.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_migration_outlives_the_glusterd_of_its_node()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "outlives", files: 45);
        // Far longer than the glusterd is away: of a process that ends meanwhile nothing is counted any more.
        await volume.SlowDownAsync(secondsPerFile: 3);
        var task = await volume.StartAsync(3);
        var moved = await Eventually.GetAsync(() => engine.CountAsync(task, "files.moved"), static moved => moved > 0, TimeSpan.FromMinutes(2));

        await engine.Lab.RunAsync("kill-glusterd", "3");
        try
        {
            var partial = await engine.AwaitAsync(task, static reading => reading.Description.Contains("0 of 1 nodes answered", StringComparison.Ordinal));
            Assert.True(partial is { IsOpen: true, JobHasEnded: false }, $"{partial}");
            (await volume.CommitAsync(3)).Expect(409);
        }
        finally
        {
            await engine.Lab.RunAsync("start-glusterd", "3");
        }

        await engine.AwaitHostsAsync(static hosts => hosts.All(static host => host.Element("status")!.Value == "up"));
        await engine.AwaitBricksAsync("outlives", 3, "up");
        Assert.Equal([task], (await engine.TasksOfAsync("outlives")).Select(static reading => reading.Task));
        // It works on, so that more is counted than before.
        await Eventually.GetAsync(() => engine.CountAsync(task, "files.moved"), count => count > moved, TimeSpan.FromMinutes(1));
        // A process that lost its glusterd tells another one of its end, so its own may go on to say "in progress".
        await volume.SeeToItsCommitAsync(task, 3);

        NodeCounters.AssertNeverFell(await engine.SamplesAsync(task));
        await volume.AssertNothingLostAsync();
    }
}
