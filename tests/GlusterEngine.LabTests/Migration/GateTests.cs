using System.Diagnostics;
using GlusterEngine.LabTests.Engine;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Migration;

/// <summary>Migrations that gluster calls completed although files stayed behind.</summary>
[Collection(FastLabCollection.Name)]
public sealed class GateTests(FastLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task A_file_that_could_not_be_moved_keeps_the_gate_closed_until_it_could()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "stuck");
        var file = Directory.EnumerateFiles(engine.Lab.FolderOf(3, "stuck")).First();
        ChangeAttributes("+i", file);
        TaskReference task;
        try
        {
            task = await volume.FinishAsync(3, "<auto_commit>true</auto_commit>");
            await engine.AwaitEventAsync(EventCode.GlusterCommitGateClosed, " stuck ");
            var closed = (await volume.CommitAsync(3)).Expect(409);
            var overridden = (await volume.CommitAsync(3, "<override>true</override><reason>hurry</reason>")).Expect(409);

            Assert.Equal(["FILES_FAILED", "FILES_LEFT"], MigrationVolume.FindingsOf(closed));
            Assert.Equal(["FILES_FAILED", "FILES_LEFT"], MigrationVolume.FindingsOf(overridden));
            Assert.Equal(["FILES_FAILED", "FILES_LEFT"], await volume.FindingsAsync(task));
            Assert.Contains(closed.Xml.Descendants("path"), path => path.Value.EndsWith(Path.GetFileName(file), StringComparison.Ordinal));
            Assert.Equal(3, (await volume.BrickNamesAsync()).Count);
        }
        finally
        {
            ChangeAttributes("-i", file);
        }

        (await volume.StopAsync(3)).Expect(200);
        task = await volume.FinishAsync(3, "<auto_commit>true</auto_commit>");
        await engine.AwaitAsync(task, static reading => reading.JobHasEnded);

        Assert.Empty(await volume.FindingsAsync(task));
        Assert.Equal([volume.Brick(1), volume.Brick(2)], await volume.BrickNamesAsync());
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_heal_that_is_pending_on_the_bricks_that_stay_keeps_the_gate_closed_until_it_is_done()
    {
        await using var volume = await MigrationVolume.CreatePairsAsync(engine, "heals");
        string[] pair = [engine.Lab.BrickOf(1, "heals-b"), engine.Lab.BrickOf(3, "heals-b")];
        var task = LabEngine.TaskOf((await volume.ActAsync("migrate", "", pair)).Expect(200));
        await engine.AwaitAsync(task, static reading => reading.Status == "finished");
        await engine.Lab.RunAsync("sh", "2", "pkill", "-KILL", "-f", "--", "--volfile-id heals[.]");
        await volume.WriteAsync("while-a-copy-was-away");

        var closed = (await volume.ActAsync("commit", "", pair)).Expect(409);
        await engine.GlusterAsync(1, "volume", "start", "heals", "force");
        await Eventually.GetAsync(() => volume.ActAsync("commit", "<dry_run>true</dry_run>", pair), static answer => answer.Code == 200, TimeSpan.FromMinutes(4));
        (await volume.ActAsync("commit", "", pair)).Expect(200);

        Assert.Contains("HEAL_PENDING", MigrationVolume.FindingsOf(closed));
        Assert.Equal([volume.Brick(1), volume.Brick(2)], await volume.BrickNamesAsync());
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_migration_with_failures_is_committed_once_the_rest_was_moved_by_hand()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "byhand");
        var file = Directory.EnumerateFiles(engine.Lab.FolderOf(3, "byhand")).First();
        ChangeAttributes("+i", file);
        try
        {
            await volume.FinishAsync(3);
        }
        finally
        {
            ChangeAttributes("-i", file);
        }

        var mounted = Path.Combine(engine.Lab.MountOf("byhand"), Path.GetFileName(file));
        var content = await File.ReadAllBytesAsync(mounted);
        File.Delete(mounted);
        await File.WriteAllBytesAsync(mounted, content);
        var closed = (await volume.CommitAsync(3)).Expect(409);
        (await volume.CommitAsync(3, "<override>true</override><reason>moved by hand</reason>")).Expect(200);

        Assert.Equal(["FILES_FAILED"], MigrationVolume.FindingsOf(closed));
        Assert.Equal([volume.Brick(1), volume.Brick(2)], await volume.BrickNamesAsync());
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_file_that_lies_on_a_migrated_brick_is_named_and_can_be_given_up_with_a_reason()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "leftover");
        var task = await volume.FinishAsync(3);
        await File.WriteAllTextAsync(Path.Combine(engine.Lab.FolderOf(3, "leftover"), "planted"), "by hand");

        var closed = (await volume.DeleteAsync("")).Expect(409);
        (await volume.CommitAsync(3, "<override>true</override>")).Expect(400);
        var kept = await volume.BrickNamesAsync();
        (await volume.CommitAsync(3, "<override>true</override><reason>nobody needs it</reason>")).Expect(200);

        Assert.Equal(["FILES_LEFT"], MigrationVolume.FindingsOf(closed));
        Assert.Equal([$"{volume.Brick(3)}/planted"], closed.Xml.Descendants("path").Select(static path => path.Value));
        Assert.Equal(3, kept.Count);
        Assert.Equal(["FILES_LEFT"], await volume.FindingsAsync(task));
        Assert.Equal([volume.Brick(1), volume.Brick(2)], await volume.BrickNamesAsync());
        await engine.AwaitEventAsync(EventCode.GlusterVolumeRemoveBricksCommit, "nobody needs it");
        await volume.AssertNothingLostAsync();
    }

    [LabFact]
    public async Task A_dispersed_set_leaves_with_a_reason_because_gluster_does_not_count_its_heals()
    {
        await using var volume = await MigrationVolume.CreateDispersedAsync(engine, "disperses");
        string[] set = [.. ((int[])[1, 2, 3]).Select(node => engine.Lab.BrickOf(node, "disperses-b"))];

        var part = (await volume.ActAsync("migrate", "", set[0], set[1])).Expect(400);
        var task = LabEngine.TaskOf((await volume.ActAsync("migrate", "", set)).Expect(200));
        await engine.AwaitAsync(task, static reading => reading.Status == "finished");
        var moved = await engine.CountAsync(task, "files.moved");
        var closed = (await volume.ActAsync("commit", "", set)).Expect(409);
        var kept = await volume.BrickNamesAsync();
        (await volume.ActAsync("commit", "<override>true</override><reason>heal info was empty</reason>", set)).Expect(200);

        Assert.Contains(string.Join(", ", set), part.FaultDetail, StringComparison.Ordinal);
        Assert.True(moved > 0);
        Assert.Equal(["HEAL_UNKNOWN"], MigrationVolume.FindingsOf(closed));
        Assert.Equal(6, kept.Count);
        Assert.Equal([volume.Brick(1), volume.Brick(2), volume.Brick(3)], await volume.BrickNamesAsync());
        await engine.AwaitEventAsync(EventCode.GlusterVolumeRemoveBricksCommit, "heal info was empty");
        await volume.AssertNothingLostAsync();
    }

    private static void ChangeAttributes(string change, string file)
    {
        using var process = Process.Start("chattr", [change, file]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
