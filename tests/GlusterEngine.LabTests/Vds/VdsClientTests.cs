using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.LabTests.Vds;

/// <summary>The client, the gluster program and glusterd, all real. Each test has a volume of its own and leaves the nodes up.</summary>
[Collection(LabCollection.Name)]
public sealed class VdsClientTests(GlusterLab lab) : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLogging()
        .AddVds()
        .Configure<VdsOptions>(static options => options.StatusSeconds = 3)
        .BuildServiceProvider();

    // What the test before did to the nodes is over only when they see each other again.
    public Task InitializeAsync() => lab.RunAsync("settle");

    public Task DisposeAsync() => _services.DisposeAsync().AsTask();

    [LabFact]
    public async Task The_pool_lists_its_peers_and_tells_which_one_answers()
    {
        var peers = await AnswerAsync(2, new PeerListVerb());

        Assert.Equal([lab.AddressOf(1), lab.AddressOf(3), "localhost"], peers.Select(static peer => peer.Hostname).Order(StringComparer.Ordinal));
        Assert.All(peers, static peer => Assert.True(peer.IsConnected));
    }

    [LabFact]
    public async Task A_volume_is_described_with_its_bricks_and_their_state()
    {
        await lab.RunAsync("vol", "arb", "described");

        var volume = Assert.Single(await AnswerAsync(1, new VolumeInfoVerb("described")));
        var bricks = await AnswerAsync(1, new VolumeStatusVerb("described"));

        Assert.Equal((GlusterVolumeType.Replicate, GlusterVolumeStatus.Up, 3, 1), (volume.Type, volume.Status, volume.ReplicaCount, volume.ArbiterCount));
        Assert.Equal([false, false, true], volume.Bricks.Select(static brick => brick.IsArbiter));
        Assert.Equal(volume.Bricks.Select(static brick => brick.Address), bricks.Select(static brick => brick.Address));
        Assert.All(bricks, static brick => Assert.True(brick is { IsOnline: true, Pid: > 0, Port: > 0, TotalBytes: > 0 }));
    }

    [LabFact]
    public async Task A_rebalance_is_started_once_watched_and_stopped()
    {
        await CreateWorkAsync("moved");

        var id = await AnswerAsync(1, new RebalanceStartVerb("moved", FixLayout: false, Force: false));
        var second = await CallAsync(2, new RebalanceStartVerb("moved", FixLayout: false, Force: false));
        var listed = Assert.Single(await AnswerAsync(3, new TaskListVerb("moved")));
        var status = await AnswerAsync(2, new RebalanceStatusVerb("moved"));
        var stop = await AnswerAsync(1, new RebalanceStopVerb("moved"));
        var after = Assert.Single(await AnswerAsync(1, new TaskListVerb("moved")));

        Assert.Equal(GlusterErrorMeaning.AlreadyStarted, Assert.IsType<VdsReply<Guid>.Refused>(second).Error.Meaning);
        Assert.Equivalent(new VolumeTasks("moved", [new GlusterTask(id, GlusterTaskType.Rebalance, GlusterTaskStatus.InProgress, [])]), listed, strict: true);
        Assert.Equal((id, 3), (status.TaskId, status.Nodes.Count));
        Assert.Equal(id, stop.TaskId);
        Assert.Contains(stop.Nodes, static node => node.Status == GlusterTaskStatus.Stopped);
        Assert.Empty(after.Tasks);
    }

    [LabFact]
    public async Task A_host_without_glusterd_is_unreachable_at_once()
    {
        await lab.RunAsync("kill-glusterd", "3");
        try
        {
            Assert.IsType<VdsReply<Guid>.Unreachable>(await CallAsync(3, new RebalanceStartVerb("any", FixLayout: false, Force: false)));
            Assert.IsType<VdsReply<IReadOnlyList<PeerDescription>>.Unreachable>(await CallAsync(3, new PeerListVerb()));
        }
        finally
        {
            await lab.RunAsync("start-glusterd", "3");
        }
    }

    [LabFact]
    public async Task A_glusterd_that_dies_during_a_start_leaves_the_outcome_unknown()
    {
        await CreateWorkAsync("torn");

        // A start takes 10 s, so after 2 s it is certainly under way.
        var start = CallAsync(1, new RebalanceStartVerb("torn", FixLayout: false, Force: false));
        await Task.Delay(TimeSpan.FromSeconds(2));
        await lab.RunAsync("kill-glusterd", "1");
        try
        {
            Assert.IsType<VdsReply<Guid>.Unknown>(await start);
        }
        finally
        {
            await lab.RunAsync("start-glusterd", "1");
        }
    }

    [LabFact]
    public async Task A_status_that_waits_for_a_frozen_node_is_given_up_without_a_verdict()
    {
        await lab.RunAsync("freeze-node", "2");
        try
        {
            Assert.IsType<VdsReply<IReadOnlyList<VolumeTasks>>.Unknown>(await CallAsync(1, new TaskListVerb()));
            Assert.NotEmpty(await AnswerAsync(1, new PeerListVerb()));
        }
        finally
        {
            await lab.RunAsync("thaw-node", "2");
        }
    }

    // Slow enough that a rebalance is still running when it is looked at.
    private async Task CreateWorkAsync(string volume)
    {
        await lab.RunAsync("vol", "dist", volume, "1", "2");
        await lab.RunAsync("mount", volume);
        await lab.RunAsync("fill", volume, "300", "1000");
        await lab.RunAsync("umount", volume);
        await lab.RunAsync("slow", volume, "200000");
        await Task.Delay(TimeSpan.FromSeconds(4));
        var brick = await lab.RunAsync("brick", "3", volume);
        await lab.RunAsync("cli", "1", "volume", "add-brick", volume, brick.Trim(), "force");
    }

    private Task<VdsReply<TReply>> CallAsync<TReply>(int node, VdsVerb<TReply> verb) =>
        _services.GetRequiredService<IVdsClient>().CallAsync(lab.Host(node), verb, CancellationToken.None);

    private async Task<TReply> AnswerAsync<TReply>(int node, VdsVerb<TReply> verb) => Assert.IsType<VdsReply<TReply>.Answered>(await CallAsync(node, verb)).Value;
}
