using GlusterEngine.LabTests.Engine;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Migration;

/// <summary>Migrations that are given up, and what nobody may do while they run.</summary>
[Collection(FastLabCollection.Name)]
public sealed class StopTests(FastLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task While_bricks_migrate_nothing_removes_them_until_the_migration_is_stopped()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "held-bricks", files: 45);
        await volume.SlowDownAsync(secondsPerFile: 2);
        var task = await volume.StartAsync(3, "<throttle>lazy</throttle>");
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        var refusals = new[]
        {
            await volume.DeleteAsync("", volume.Brick(3)),
            await volume.DeleteAsync(""),
            await volume.DeleteAsync("?force=true&reason=hurry", volume.Brick(3)),
            await volume.CommitAsync(3),
            await volume.ActAsync("activate", "", volume.Brick(3)),
            await volume.MigrateAsync(2),
            await volume.RebalanceAsync(),
        };
        var running = await engine.ReadAsync(task);
        var throttle = await ThrottleAsync();
        (await volume.StopAsync(3)).Expect(200);
        var end = await engine.ReadAsync(task);

        Assert.All(refusals, static answer => answer.Expect(409));
        Assert.True(running.IsInProgress, $"{running}");
        Assert.Contains("lazy", throttle, StringComparison.Ordinal);
        Assert.True(end is { Status: "aborted", HasEnded: true, JobStatus: "failed", JobHasEnded: true }, $"{end}");
        Assert.Equal(3, (await volume.BrickNamesAsync()).Count);
        await volume.AssertNothingLostAsync();
        await Eventually.GetAsync(ThrottleAsync, static found => !found.Contains("lazy", StringComparison.Ordinal));
        await engine.AwaitEventAsync(EventCode.GlusterThrottleRestored, " held-bricks ");

        Task<string> ThrottleAsync() => engine.GlusterAsync(2, "volume", "get", "held-bricks", "cluster.rebal-throttle");
    }

    [LabFact]
    public async Task Bricks_whose_migration_is_finished_are_activated_again()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "activates");

        var task = await volume.FinishAsync(3);
        (await volume.ActAsync("activate", "", volume.Brick(3))).Expect(200);
        var end = await engine.ReadAsync(task);

        Assert.True(end is { HasEnded: true, JobHasEnded: true }, $"{end}");
        Assert.Equal(3, (await volume.BrickNamesAsync()).Count);
        Assert.Contains("no active volume tasks", await volume.AskTasksAsync(), StringComparison.Ordinal);
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task Bricks_without_a_migration_are_removed_only_by_force_and_with_a_reason()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "thrown-away", files: 6);

        (await volume.DeleteAsync("", volume.Brick(3))).Expect(409);
        (await volume.DeleteAsync("")).Expect(409);
        (await volume.DeleteAsync("?force=true", volume.Brick(3))).Expect(400);
        (await volume.DeleteAsync("?force=true&reason=empty")).Expect(400);
        var before = await volume.BrickNamesAsync();
        await volume.AssertNothingLostAsync();
        var task = LabEngine.TaskOf((await volume.DeleteAsync("?force=true&reason=it%20was%20a%20test", volume.Brick(3))).Expect(200));

        Assert.Equal(3, before.Count);
        Assert.True(await engine.ReadAsync(task) is { Status: "finished", HasEnded: true, JobStatus: "finished" });
        Assert.Equal([volume.Brick(1), volume.Brick(2)], await volume.BrickNamesAsync());
        await engine.AwaitEventAsync(EventCode.GlusterVolumeRemoveBricks, "it was a test");
    }
}
