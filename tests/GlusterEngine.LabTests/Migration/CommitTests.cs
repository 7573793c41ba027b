using GlusterEngine.LabTests.Engine;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Migration;

/// <summary>Bricks leave their volume, and every file stays in it.</summary>
[Collection(FastLabCollection.Name)]
public sealed class CommitTests(FastLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task A_migrated_brick_is_committed_and_no_file_is_lost()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "commits");

        var task = await volume.FinishAsync(3);
        var waiting = await engine.ReadAsync(task);
        var rehearsed = (await volume.CommitAsync(3, "<dry_run>true</dry_run>")).Expect(200);
        var bricks = await volume.BrickNamesAsync();
        (await volume.CommitAsync(3)).Expect(200);
        var end = await engine.ReadAsync(task);

        Assert.True(waiting is { Type: "removing_bricks", HasEnded: false, JobStatus: "started", JobHasEnded: false }, $"{waiting}");
        Assert.Empty(MigrationVolume.FindingsOf(rehearsed));
        Assert.Equal("true", rehearsed.Xml.Element("gate")!.Element("green")!.Value);
        Assert.Equal(3, bricks.Count);
        Assert.True(end is { Status: "finished", HasEnded: true, JobStatus: "finished", JobHasEnded: true }, $"{end}");
        Assert.Equal([volume.Brick(1), volume.Brick(2)], await volume.BrickNamesAsync());
        Assert.Empty(await volume.FindingsAsync(task));
        Assert.DoesNotContain("Brick3", await engine.GlusterAsync(2, "volume", "info", "commits"), StringComparison.Ordinal);
        await volume.AssertNothingLostAsync();
        await engine.AwaitEventAsync(EventCode.GlusterVolumeRemoveBricksCommit, " commits ");
        Assert.Empty(await volume.EventsAsync(EventCode.GlusterVolumeBrickRemovedFromCli));
    }

    [LabFact]
    public async Task A_finished_migration_is_committed_by_deleting_its_bricks()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "deletes");

        var task = await volume.FinishAsync(3);
        var others = (await volume.DeleteAsync("", volume.Brick(2))).Expect(409);
        (await volume.DeleteAsync("", volume.Brick(3))).Expect(200);
        var end = await engine.ReadAsync(task);

        Assert.Contains(volume.Brick(3), others.FaultDetail, StringComparison.Ordinal);
        Assert.True(end is { Status: "finished", HasEnded: true, JobStatus: "finished" }, $"{end}");
        Assert.Equal([volume.Brick(1), volume.Brick(2)], await volume.BrickNamesAsync());
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_pair_of_copies_leaves_as_a_whole_and_is_committed_by_the_engine_itself()
    {
        await using var volume = await MigrationVolume.CreatePairsAsync(engine, "pairs");
        string[] pair = [engine.Lab.BrickOf(1, "pairs-b"), engine.Lab.BrickOf(3, "pairs-b")];

        var half = (await volume.ActAsync("migrate", "", pair[0])).Expect(400);
        var mixed = (await volume.ActAsync("migrate", "", pair[0], volume.Brick(2))).Expect(400);
        var task = LabEngine.TaskOf((await volume.ActAsync("migrate", "<auto_commit>true</auto_commit>", pair[1], pair[0])).Expect(200));
        var end = await engine.AwaitAsync(task, static reading => reading.JobHasEnded);

        Assert.Contains($"{pair[0]}, {pair[1]}", half.FaultDetail, StringComparison.Ordinal);
        Assert.Contains($"{volume.Brick(1)}, {volume.Brick(2)} | {pair[0]}, {pair[1]}", mixed.FaultDetail, StringComparison.Ordinal);
        Assert.True(end is { Status: "finished", HasEnded: true, JobStatus: "finished" }, $"{end}");
        Assert.Equal([volume.Brick(1), volume.Brick(2)], await volume.BrickNamesAsync());
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_rehearsal_shows_the_plan_and_starts_nothing()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "rehearses", files: 3);

        var plan = (await volume.MigrateAsync(3, "<dry_run>true</dry_run><throttle>lazy</throttle>")).Expect(200).Xml.Element("plan")!;

        Assert.Equal([volume.Brick(3)], plan.Element("bricks")!.Elements("brick").Select(static brick => brick.Value));
        Assert.Equal(2, plan.Element("subvolumes")!.Elements("subvolume").Count());
        Assert.Empty(await engine.TasksOfAsync("rehearses"));
        Assert.Contains("no active volume tasks", await volume.AskTasksAsync(), StringComparison.Ordinal);
        await volume.StartAsync(3);
    }
}
