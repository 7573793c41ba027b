using GlusterEngine.LabTests.Engine;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Migration;

/// <summary>What the gluster program of another node does to migrations.</summary>
[Collection(FastLabCollection.Name)]
public sealed class CommandLineTests(FastLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task A_migration_started_and_stopped_on_other_nodes_is_adopted_and_ends_as_stopped_outside()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "cli-stops", files: 45);
        await volume.SlowDownAsync(secondsPerFile: 2);

        await engine.GlusterAsync(3, "volume", "remove-brick", "cli-stops", volume.Brick(2), "start");
        var adopted = await engine.AwaitTaskOfAsync("cli-stops", static reading => reading.IsInProgress);
        var source = (await volume.StepAsync(adopted.Task)).Element("source")!.Value;
        await engine.GlusterAsync(1, "volume", "remove-brick", "cli-stops", volume.Brick(2), "stop");
        var end = await engine.AwaitAsync(adopted.Task, static reading => reading.JobHasEnded);

        Assert.Equal("cli", source);
        Assert.True(end is { Status: "aborted", HasEnded: true, JobStatus: "failed" }, $"{end}");
        Assert.Contains($"stopped outside the engine; host node1 recorded \"volume remove-brick cli-stops {volume.Brick(2)} stop\" at ", end.Description, StringComparison.Ordinal);
        Assert.Equal(3, (await volume.BrickNamesAsync()).Count);
        await engine.AwaitEventAsync(EventCode.RemoveGlusterVolumeBricksNotFoundFromCli, " cli-stops ");
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_migration_committed_on_another_node_ends_as_committed_outside()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "cli-commits");
        var task = await volume.FinishAsync(3);

        await engine.GlusterAsync(2, "volume", "remove-brick", "cli-commits", volume.Brick(3), "commit");
        var end = await engine.AwaitAsync(task, static reading => reading.JobHasEnded);

        Assert.True(end is { Status: "finished", HasEnded: true, JobStatus: "finished" }, $"{end}");
        Assert.Contains($"committed outside the engine; host node2 recorded \"volume remove-brick cli-commits {volume.Brick(3)} commit\" at ", end.Description, StringComparison.Ordinal);
        await engine.AwaitEventAsync(EventCode.GlusterVolumeBrickRemovedFromCli, "committed outside the engine; host node2 recorded");
        await engine.AwaitBricksAsync("cli-commits", 2, "up");
        await volume.AssertNothingLostAsync();
        await volume.MigrateAsync(2);
    }
}
