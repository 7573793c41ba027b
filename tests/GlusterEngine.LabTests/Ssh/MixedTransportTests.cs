using GlusterEngine.LabTests.Engine;
using Xunit;

namespace GlusterEngine.LabTests.Ssh;

/// <summary>A real cluster whose nodes are reached in different ways.</summary>
[Collection(SshLabCollection.Name)]
public sealed class MixedTransportTests(SshLab fixture) : IAsyncLifetime
{
    private readonly LabEngine _engine = new(fixture.Lab) { NodesOverSsh = [1] };

    public Task InitializeAsync() => SshLab.Missing is null ? _engine.StartAsync() : Task.CompletedTask;

    public Task DisposeAsync() => _engine.DisposeAsync().AsTask();

    [SshLabFact]
    public async Task A_cluster_survives_the_host_that_was_asked_first_whatever_its_transport()
    {
        await _engine.CreateWorkAsync("mixed", secondsPerFile: 4);

        // Said to the first node, by ssh.
        var task = await _engine.StartRebalanceAsync("mixed");
        await _engine.Lab.RunAsync("kill-sshd", "1");
        await _engine.AwaitHostsAsync(static hosts => hosts[0].Element("status")!.Value == "non_responsive");
        // And to another one, by its glusterd's socket.
        (await _engine.StopRebalanceAsync("mixed")).Expect(200);
        var stopped = await _engine.AwaitEndAsync(task);
        await _engine.Lab.StartSshdAsync(1);
        await _engine.AwaitHostsAsync(static hosts => hosts.All(static host => host.Element("status")!.Value == "up"));

        Assert.Equal("aborted", stopped.Status);
    }
}
