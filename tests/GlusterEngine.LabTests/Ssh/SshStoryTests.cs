using GlusterEngine.LabTests.Engine;
using GlusterEngine.LabTests.Migration;
using GlusterEngine.Model.Events;
using GlusterEngine.Testing;
using Xunit;

namespace GlusterEngine.LabTests.Ssh;

/// <summary>Tasks of real nodes that the engine reaches by ssh only.</summary>
[Collection(SshLabCollection.Name)]
public sealed class SshStoryTests(SshEngine fixture) : IClassFixture<SshEngine>
{
    private readonly LabEngine engine = fixture.Engine;

    [SshLabFact]
    public async Task A_rebalance_runs_to_its_end_and_one_of_the_command_line_is_adopted()
    {
        await engine.CreateWorkAsync("far");
        var before = engine.Lab.FilesOf("far");

        var end = await engine.AwaitEndAsync(await engine.StartRebalanceAsync("far"));
        var moved = await engine.CountAsync(end.Task, "files.moved");
        await engine.GlusterAsync(2, "volume", "rebalance", "far", "start", "force");
        var adopted = await engine.AwaitTaskOfAsync("far", reading => reading.Task != end.Task && !reading.IsOpen);

        Assert.True(end is { Status: "finished", HasEnded: true, JobStatus: "finished" }, $"{end}");
        Assert.True(moved > 0 && engine.Lab.FilesOf("far").Count == before.Count);
        Assert.True(adopted is { Status: "finished", JobStatus: "finished" }, $"{adopted}");
    }

    [SshLabFact]
    public async Task A_rebalance_stopped_with_the_command_line_ends_with_the_command_that_its_host_recorded()
    {
        await engine.CreateWorkAsync("outside", secondsPerFile: 3);
        var task = await engine.StartRebalanceAsync("outside");
        await engine.AwaitAsync(task, static reading => reading.IsInProgress);

        await engine.GlusterAsync(3, "volume", "rebalance", "outside", "stop");
        var end = await engine.AwaitEndAsync(task);

        Assert.Contains("stopped outside the engine; host node3 recorded \"volume rebalance outside stop\" at ", end.Description, StringComparison.Ordinal);
    }

    [SshLabFact]
    public async Task A_migrated_brick_is_looked_at_and_committed()
    {
        await using var volume = await MigrationVolume.CreateAsync(engine, "leaves");
        var task = await volume.FinishAsync(3);
        await File.WriteAllTextAsync(Path.Combine(engine.Lab.FolderOf(3, "leaves"), "left behind"), "12345");

        Assert.Equal(["FILES_LEFT"], MigrationVolume.FindingsOf((await volume.CommitAsync(3)).Expect(409)));
        File.Delete(Path.Combine(engine.Lab.FolderOf(3, "leaves"), "left behind"));
        (await volume.CommitAsync(3)).Expect(200);

        Assert.True(await engine.ReadAsync(task) is { Status: "finished", JobStatus: "finished" });
        Assert.Equal([volume.Brick(1), volume.Brick(2)], await volume.BrickNamesAsync());
        await volume.AssertNothingLostAsync();
    }

    [SshLabFact]
    public async Task A_host_whose_key_changed_is_left_alone_while_the_others_go_on()
    {
        await engine.CreateWorkAsync("rekeyed", secondsPerFile: 1);
        var task = await engine.StartRebalanceAsync("rekeyed");

        await engine.Lab.RunAsync("renew-host-key", "1");
        await engine.Lab.RunAsync("kill-sshd", "1");
        await engine.Lab.StartSshdAsync(1);
        var hosts = await engine.AwaitHostsAsync(static hosts => hosts[0].Element("status")!.Value == "non_operational");
        var end = await engine.AwaitEndAsync(task);
        var key = await engine.Lab.HostKeyAsync(1);
        (await engine.Client.PostAsync($"{hosts[0].Attribute("href")!.Value}/acceptsshkey", $"<action><ssh><fingerprint>{key.Fingerprint}</fingerprint></ssh></action>")).Expect(200);
        await engine.AwaitHostsAsync(static hosts => hosts.All(static host => host.Element("status")!.Value == "up"));

        Assert.True(end is { Status: "finished", JobStatus: "finished" }, $"{end}");
        await engine.AwaitEventAsync(EventCode.HostSshKeyChanged, key.Fingerprint);
    }

    [SshLabFact]
    public async Task A_start_whose_connection_is_killed_is_found_out_and_comes_to_one_task()
    {
        await engine.CreateWorkAsync("cut", secondsPerFile: 1);
        var start = engine.RebalanceAsync("cut", "<action><repeat_if_lost>true</repeat_if_lost></action>");
        var gluster = await Eventually.GetAsync(
            () => Task.FromResult(NodeProcesses.FindGluster("volume", "rebalance", "cut", "start")), static process => process is not null, TimeSpan.FromMinutes(1));

        NodeProcesses.KillSshds(gluster!.Value);
        var answer = (await start).Expect(202);
        await engine.Lab.StartSshdAsync(1);
        // Whether glusterd had heard of it when the connection broke is a matter of chance. What it had not is kept from arriving late, and is asked for once more.
        var end = await engine.AwaitTaskOfAsync("cut", static reading => reading is { IsLinked: true, IsOpen: false });

        Assert.Equal("pending", answer.Xml.Element("status")!.Value);
        Assert.True(end is { Status: "finished", JobStatus: "finished" }, $"{end}");
        var first = LabEngine.TaskOf(answer);
        var tasks = await engine.TasksOfAsync("cut");
        Assert.Equal(end.Task == first ? [first] : [end.Task, first], tasks.Select(static reading => reading.Task));
        Assert.All(tasks.Where(reading => reading.Task != end.Task), static lost => Assert.Contains("never started", lost.Description, StringComparison.Ordinal));
    }
}
