using GlusterEngine.Model.Events;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>Tasks of real nodes, through their normal ends.</summary>
[Collection(FastLabCollection.Name)]
public sealed class RebalanceTests(FastLab fixture) : EngineTests(fixture.Engine)
{
    private readonly LabEngine engine = fixture.Engine;

    [LabFact]
    public async Task A_rebalance_moves_files_and_its_step_ends_with_their_number()
    {
        await engine.CreateWorkAsync("moves");
        var before = engine.Lab.FilesOf("moves");

        var end = await engine.AwaitEndAsync(await engine.StartRebalanceAsync("moves"));
        var after = engine.Lab.FilesOf("moves");
        var moved = await engine.CountAsync(end.Task, "files.moved");

        Assert.True(end is { Status: "finished", HasEnded: true, JobStatus: "finished", JobHasEnded: true }, $"{end}");
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(after.Count(file => before[file.Key] != file.Value), moved);
        Assert.True(moved > 0);
        await engine.AwaitEventAsync(EventCode.GlusterVolumeRebalanceFinished, " moves ");
        Assert.NotEqual(end.Task, await engine.StartRebalanceAsync("moves"));
    }

    [LabFact]
    public async Task A_second_start_is_refused_with_the_job_that_holds_the_volume()
    {
        await engine.CreateWorkAsync("held", secondsPerFile: 3);
        var task = await engine.StartRebalanceAsync("held");

        var second = (await engine.RebalanceAsync("held")).Expect(409);

        Assert.Contains(task.JobId, second.FaultDetail, StringComparison.Ordinal);
        (await engine.StopRebalanceAsync("held")).Expect(200);
    }

    [LabFact]
    public async Task A_stopped_rebalance_keeps_its_last_counters()
    {
        await engine.CreateWorkAsync("stopped", secondsPerFile: 3);
        var task = await engine.StartRebalanceAsync("stopped");
        var polled = await Eventually.GetAsync(() => engine.CountAsync(task, "files.moved"), static moved => moved > 0, TimeSpan.FromMinutes(2));

        (await engine.StopRebalanceAsync("stopped")).Expect(200);
        var end = await engine.ReadAsync(task);
        var moved = await engine.CountAsync(task, "files.moved");

        Assert.True(end is { Status: "aborted", HasEnded: true, JobStatus: "failed", JobHasEnded: true }, $"{end}");
        Assert.True(moved >= polled);
        Assert.Contains($"moved: {moved},", end.Description, StringComparison.Ordinal);
        // Another question may hold gluster's lock for a moment.
        await Eventually.GetAsync(() => engine.AskStatusAsync(2, "stopped"), static answer => answer.Contains("not started", StringComparison.Ordinal));
    }

    [LabFact]
    public async Task A_rebalance_stopped_with_the_command_line_ends_its_step()
    {
        await engine.CreateWorkAsync("outside", secondsPerFile: 3);
        var task = await engine.StartRebalanceAsync("outside");
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        await engine.GlusterAsync(3, "volume", "rebalance", "outside", "stop");
        // Job and step are read one after the other.
        var end = await engine.AwaitAsync(task, static reading => reading.JobHasEnded);

        Assert.True(end is { Status: "aborted", HasEnded: true, JobStatus: "failed", JobHasEnded: true }, $"{end}");
        Assert.Contains("stopped outside the engine", end.Description, StringComparison.Ordinal);
        await engine.AwaitEventAsync(EventCode.GlusterVolumeRebalanceNotFoundFromCli, " outside ");
    }

    [LabFact]
    public async Task A_rebalance_whose_process_died_on_a_node_fails()
    {
        await engine.CreateWorkAsync("dies", secondsPerFile: 2);
        var task = await engine.StartRebalanceAsync("dies");
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        // Glusterd looks once whether the process is there: it may see it half dead and take it for running ever after. So it looks later.
        await engine.Lab.RunAsync("kill-glusterd", "2", "STOP");
        await engine.Lab.RunAsync("sh", "2", "pkill", "-KILL", "-f", "--", "--volfile-id rebalance/dies");
        await engine.Lab.RunAsync("kill-glusterd", "2", "CONT");
        var end = await engine.AwaitEndAsync(task);

        Assert.True(end is { Status: "failed", HasEnded: true, JobStatus: "failed", JobHasEnded: true }, $"{end}");
    }

    [LabFact]
    public async Task A_fixed_layout_is_a_finished_task_that_moved_nothing()
    {
        await engine.CreateWorkAsync("layout");

        var end = await engine.AwaitEndAsync(await engine.StartRebalanceAsync("layout", "<action><fix_layout>true</fix_layout></action>"));

        Assert.True(end is { Status: "finished", HasEnded: true, JobStatus: "finished" }, $"{end}");
        Assert.Equal(0, await engine.CountAsync(end.Task, "files.moved"));
    }

    [LabFact]
    public async Task A_finished_task_stays_one_job_over_a_stop_and_start_of_its_volume()
    {
        await engine.CreateWorkAsync("restarted");
        var end = await engine.AwaitEndAsync(await engine.StartRebalanceAsync("restarted"));

        await engine.GlusterAsync(1, "volume", "stop", "restarted");
        await engine.AwaitBricksAsync("restarted", 3, "down");
        (await engine.RebalanceAsync("restarted")).Expect(409);
        await engine.GlusterAsync(1, "volume", "start", "restarted");
        await engine.AwaitBricksAsync("restarted", 3, "up");
        var again = await engine.AwaitEndAsync(await engine.StartRebalanceAsync("restarted"));

        Assert.Equal([again.Task, end.Task], (await engine.TasksOfAsync("restarted")).Select(static reading => reading.Task));
    }

    [LabFact]
    public async Task A_migration_started_with_the_command_line_is_adopted_and_waits_for_its_commit()
    {
        await engine.Lab.RunAsync("vol", "dist", "leaves");
        await engine.AwaitBricksAsync("leaves", 3, "up");

        await engine.GlusterAsync(2, "volume", "remove-brick", "leaves", engine.Lab.BrickOf(3, "leaves"), "start");
        var migrated = await engine.AwaitTaskOfAsync("leaves", static reading => reading.Status == "finished");
        var refused = (await engine.RebalanceAsync("leaves")).Expect(409);
        await engine.GlusterAsync(2, "volume", "remove-brick", "leaves", engine.Lab.BrickOf(3, "leaves"), "commit");
        var end = await engine.AwaitAsync(migrated.Task, static reading => reading.JobHasEnded);

        Assert.True(migrated is { Type: "removing_bricks", JobStatus: "started", JobHasEnded: false }, $"{migrated}");
        Assert.Contains(migrated.Task.JobId, refused.FaultDetail, StringComparison.Ordinal);
        Assert.True(end.HasEnded, $"{end}");
        await engine.AwaitEventAsync(EventCode.StartRemovingGlusterVolumeBricksDetectedFromCli, " leaves ");
    }
}
