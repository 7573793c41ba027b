using System.Reflection;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.Testing.Contract;

/// <summary>
/// What the engine relies on, whatever transport is behind the client: run over the simulated gluster and over the real one. The scenarios
/// are its public methods; a test class runs them as a theory, since one that needs real nodes has to be able to skip them.
/// </summary>
/// <param name="cluster">The nodes.</param>
public sealed partial class VdsContract(IContractCluster cluster)
{
    /// <summary>The names of the scenarios.</summary>
    public static TheoryData<string> Scenarios { get; } = [.. Methods().Select(method => method.Name)];

    private VdsHost First => cluster.Hosts[0];

    /// <summary>A brick that no volume has.</summary>
    private BrickAddress Nowhere => new(First.Address, "/no/such/brick");

    /// <summary>Runs one of <see cref="Scenarios"/>.</summary>
    public Task RunAsync(string scenario) => (Task)Methods().Single(method => method.Name == scenario).Invoke(this, null)!;

    public async Task The_pool_lists_three_connected_peers_one_of_them_itself()
    {
        foreach (var host in cluster.Hosts)
        {
            var peers = await Ask(host, new PeerListVerb());

            Assert.Equal(3, peers.Count);
            Assert.All(peers, peer => Assert.True(peer.IsConnected));
            Assert.Single(peers, peer => peer.IsSelf);
        }
    }

    public async Task Each_host_finds_itself_under_another_uuid()
    {
        var selves = new List<Guid>();
        foreach (var host in cluster.Hosts)
        {
            selves.Add(await PeerUuid(host));
        }

        Assert.Equal(selves.Distinct().Order(), (await Ask(First, new PeerListVerb())).Select(peer => peer.Uuid).Order());
    }

    public async Task All_volumes_are_described_with_their_bricks_in_order()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);

        var volume = Assert.Single(await Ask(First, new VolumeInfoVerb()), volume => volume.Name == name);

        Assert.Equal(GlusterVolumeType.Distribute, volume.Type);
        Assert.Equal(GlusterVolumeStatus.Up, volume.Status);
        Assert.Equal(cluster.Hosts.Select(host => host.Address), volume.Bricks.Select(brick => brick.Address.Host));
        foreach (var (host, brick) in cluster.Hosts.Zip(volume.Bricks))
        {
            Assert.Equal(await PeerUuid(host), brick.PeerUuid);
        }
    }

    public async Task One_volume_is_described_alone_and_alike()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Stopped);

        var alone = Assert.Single(await Ask(First, new VolumeInfoVerb(name)));
        var among = Assert.Single(await Ask(First, new VolumeInfoVerb()), volume => volume.Name == name);

        Assert.Equivalent(among, alone, strict: true);
        Assert.Equal(GlusterVolumeStatus.Down, alone.Status);
    }

    public async Task An_unknown_volume_is_not_found_by_any_verb()
    {
        const string name = "no-such-volume";

        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new VolumeInfoVerb(name)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new VolumeStatusVerb(name)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new TaskListVerb(name)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new RebalanceStartVerb(name, FixLayout: false, Force: false)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new RebalanceStatusVerb(name)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new RebalanceStopVerb(name)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new VolumeSetVerb(name, "cluster.rebal-throttle", "lazy")));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new VolumeResetVerb(name, "cluster.rebal-throttle")));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new HealCountVerb(name)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new RemoveBrickStartVerb(name, [Nowhere])));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new RemoveBrickStatusVerb(name, [Nowhere])));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new RemoveBrickStopVerb(name, [Nowhere])));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new RemoveBrickCommitVerb(name, [Nowhere])));
    }

    public async Task The_bricks_of_a_started_volume_are_online_and_have_a_size()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);

        var bricks = await Ask(First, new VolumeStatusVerb(name));

        Assert.Equal(cluster.Hosts.Select(host => host.Address), bricks.Select(brick => brick.Address.Host));
        Assert.All(bricks, brick =>
        {
            Assert.True(brick.IsOnline);
            Assert.True(brick is { Pid: > 0, Port: > 0 });
            Assert.True(brick.TotalBytes >= brick.FreeBytes && brick.FreeBytes > 0);
        });
    }

    public async Task A_started_volume_without_task_is_listed_without_tasks()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);

        var listed = (await Ask(First, new TaskListVerb())).Where(volume => volume.Volume == name);
        if (cluster.IsTerse) Assert.Empty(listed);
        else Assert.Empty(Assert.Single(listed).Tasks);
        Assert.Empty(Assert.Single(await Ask(First, new TaskListVerb(name))).Tasks);
    }

    public async Task A_stopped_volume_is_not_in_the_task_list()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Stopped);

        Assert.DoesNotContain(await Ask(First, new TaskListVerb()), volume => volume.Volume == name);
        Assert.Equal(GlusterErrorMeaning.VolumeNotStarted, await Refusal(new TaskListVerb(name)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotStarted, await Refusal(new VolumeStatusVerb(name)));
    }

    public async Task A_stopped_volume_cannot_be_rebalanced()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Stopped);

        Assert.Equal(GlusterErrorMeaning.VolumeNotStarted, await Refusal(new RebalanceStartVerb(name, FixLayout: false, Force: false)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotStarted, await Refusal(new RebalanceStatusVerb(name)));
    }

    public async Task A_single_brick_cannot_be_rebalanced()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.SingleBrick);

        Assert.Equal(GlusterErrorMeaning.NotDistributed, await Refusal(new RebalanceStartVerb(name, FixLayout: false, Force: false)));
        Assert.Equal(GlusterErrorMeaning.NotDistributed, await Refusal(new RebalanceStatusVerb(name)));
        Assert.Equal(GlusterErrorMeaning.NotDistributed, await Refusal(new RebalanceStopVerb(name)));
    }

    public async Task Without_a_rebalance_there_is_none_to_ask_for_or_stop()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);

        Assert.Equal(GlusterErrorMeaning.TaskNotFound, await Refusal(new RebalanceStatusVerb(name)));
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, await Refusal(new RebalanceStopVerb(name)));
    }

    public async Task A_rebalance_has_one_id_in_every_view_and_rows_by_peer_uuid()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Unbalanced);
        var id = await Ask(First, new RebalanceStartVerb(name, FixLayout: false, Force: false));

        foreach (var host in cluster.Hosts)
        {
            var task = Assert.Single(Assert.Single(await Ask(host, new TaskListVerb()), volume => volume.Volume == name).Tasks);
            Assert.Equal((id, GlusterTaskType.Rebalance), (task.Id, task.Type));
            Assert.Contains(task.Status, new[] { GlusterTaskStatus.InProgress, GlusterTaskStatus.Completed });
            Assert.Empty(task.Bricks);

            var report = await Ask(host, new RebalanceStatusVerb(name));
            Assert.Equal(Told(id), report.TaskId);
            var peers = await Ask(host, new PeerListVerb());
            Assert.Equal(peers.Select(peer => peer.Uuid).Order(), report.Nodes.Select(node => node.PeerUuid).Order());
        }

        await Ask(First, new RebalanceStopVerb(name));
    }

    public async Task A_running_rebalance_cannot_be_started_again()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Unbalanced);
        await Ask(First, new RebalanceStartVerb(name, FixLayout: false, Force: false));

        Assert.Equal(GlusterErrorMeaning.AlreadyStarted, await Refusal(new RebalanceStartVerb(name, FixLayout: false, Force: false)));

        await Ask(First, new RebalanceStopVerb(name));
    }

    public async Task A_stop_gives_the_final_counters_and_erases_the_task()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Unbalanced);
        var id = await Ask(First, new RebalanceStartVerb(name, FixLayout: false, Force: false));

        // Of a node whose process has not reported yet a stop says anything: in progress, or failed.
        await WaitUntilAllReport(name);
        var final = await Ask(First, new RebalanceStopVerb(name));

        Assert.Equal(Told(id), final.TaskId);
        Assert.Equal(3, final.Nodes.Count);
        Assert.All(final.Nodes, node => Assert.Contains(node.Status, new[] { GlusterTaskStatus.Stopped, GlusterTaskStatus.Completed }));
        Assert.Contains(final.Nodes, node => node.Status == GlusterTaskStatus.Stopped);
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, await Refusal(new RebalanceStatusVerb(name)));
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, await Refusal(new RebalanceStopVerb(name)));
        Assert.Empty(Assert.Single(await Ask(First, new TaskListVerb(name))).Tasks);
    }

    public async Task A_completed_rebalance_stays_listed_until_a_new_one_replaces_it()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Unbalanced);
        var first = await Ask(First, new RebalanceStartVerb(name, FixLayout: true, Force: false));
        await WaitUntilCompleted(name);

        var report = await Ask(First, new RebalanceStatusVerb(name));
        Assert.All(report.Nodes, node => Assert.Equal(GlusterTaskStatus.FixLayoutCompleted, node.Status));
        var second = await Ask(First, new RebalanceStartVerb(name, FixLayout: false, Force: true));

        Assert.NotEqual(first, second);
        Assert.Equal(second, Assert.Single(Assert.Single(await Ask(First, new TaskListVerb(name))).Tasks).Id);
        await Ask(First, new RebalanceStopVerb(name));
    }

    public async Task A_host_without_glusterd_is_unreachable_and_seen_as_disconnected()
    {
        var lost = cluster.Hosts[2];
        var uuid = await PeerUuid(lost);
        await cluster.KillGlusterdAsync(lost);
        try
        {
            await AssertUnreachable(lost, new PeerListVerb());
            await AssertUnreachable(lost, new TaskListVerb());
            await AssertUnreachable(lost, new RebalanceStartVerb("no-such-volume", FixLayout: false, Force: false));
            Assert.False(Assert.Single(await Ask(First, new PeerListVerb()), peer => peer.Uuid == uuid).IsConnected);
        }
        finally
        {
            await cluster.StartGlusterdAsync(lost);
        }
    }

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(VdsContract).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Task) && method.GetParameters().Length == 0);

    /// <summary>What counters say of their task's id.</summary>
    private Guid? Told(Guid id) => cluster.IsTerse ? null : id;

    private async Task WaitUntilAllReport(string volume)
    {
        for (var second = 0; second < 60; second++)
        {
            if ((await Ask(First, new RebalanceStatusVerb(volume))).Nodes.All(static node => node.RunTime > 0 || node.Status == GlusterTaskStatus.Completed)) return;
            await cluster.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Fail($"Not all nodes told of the rebalance of {volume} within 60 s.");
    }

    private async Task WaitUntilCompleted(string volume)
    {
        for (var second = 0; second < 120; second++)
        {
            var task = Assert.Single(Assert.Single(await Ask(First, new TaskListVerb(volume))).Tasks);
            if (task.Status == GlusterTaskStatus.Completed)
            {
                return;
            }

            await cluster.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Fail($"The task of {volume} did not complete within 120 s.");
    }

    private async Task<Guid> PeerUuid(VdsHost host) => (await Ask(host, new PeerListVerb())).Single(peer => peer.IsSelf).Uuid;

    private async Task<TReply> Ask<TReply>(VdsHost host, VdsVerb<TReply> verb)
    {
        var reply = await CallAsync(host, verb);
        return reply is VdsReply<TReply>.Answered answered ? answered.Value : throw new InvalidOperationException($"{verb} on {host.Name}: {reply.Summary}");
    }

    /// <summary>Somebody else may hold gluster's lock for a moment: a question that is not over yet, or a node that has just come back. A process that has just begun does not answer yet.</summary>
    private async Task<VdsReply<TReply>> CallAsync<TReply>(VdsHost host, VdsVerb<TReply> verb)
    {
        var reply = await cluster.Client.CallAsync(host, verb, default);
        for (var tries = 0; tries < 10 && reply is VdsReply<TReply>.Refused { Error.Meaning: var meaning } && GlusterErrorClassifier.IsPassing(meaning); tries++)
        {
            await cluster.PassAsync(TimeSpan.FromSeconds(1));
            reply = await cluster.Client.CallAsync(host, verb, default);
        }

        return reply;
    }

    private async Task AssertUnreachable<TReply>(VdsHost host, VdsVerb<TReply> verb) =>
        Assert.IsType<VdsReply<TReply>.Unreachable>(await cluster.Client.CallAsync(host, verb, default));

    private async Task<GlusterErrorMeaning> Refusal<TReply>(VdsVerb<TReply> verb)
    {
        var reply = await CallAsync(First, verb);
        return reply is VdsReply<TReply>.Refused refused ? refused.Error.Meaning : throw new InvalidOperationException($"{verb} on {First.Name}: {reply.Summary}");
    }
}
