using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.Testing.Contract;

/// <summary>Changes behind the generation of a volume.</summary>
public sealed partial class VdsContract
{
    public async Task A_change_behind_a_fence_moves_the_generation_on_and_one_that_comes_late_does_nothing()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);

        var first = await Start(First, name, next: 7, expected: 0);
        Assert.Equal((FenceState.Stamped, 7), (first.State, first.Value));
        var task = Assert.IsType<VdsReply<Guid>.Answered>(first.Reply).Value;
        foreach (var host in cluster.Hosts) Assert.Equal("7", (await Options(host, name))[VolumeFence.Option]);
        await Ask(First, new RebalanceStopVerb(name));

        var late = await Start(cluster.Hosts[1], name, next: 8, expected: 0);
        Assert.Equal((FenceState.Moved, 7), (late.State, late.Value));
        Assert.Equal(GlusterErrorMeaning.GenerationMoved, Assert.IsType<VdsReply<Guid>.Refused>(late.Reply).Error.Meaning);
        Assert.Empty(Assert.Single(await Ask(First, new TaskListVerb(name))).Tasks);
        Assert.Equal("7", (await Options(First, name))[VolumeFence.Option]);

        // The same number, and not from this engine: it was restored from a backup, or does not know of another one.
        var twin = await Start(cluster.Hosts[1], name, next: 7, expected: 0);
        Assert.Equal((FenceState.Moved, 7), (twin.State, twin.Value));

        var next = await Start(cluster.Hosts[2], name, 9, 0, 7);
        Assert.Equal((FenceState.Stamped, 9), (next.State, next.Value));
        Assert.NotEqual(task, Assert.IsType<VdsReply<Guid>.Answered>(next.Reply).Value);
        await Ask(First, new RebalanceStopVerb(name));
    }

    public async Task A_change_behind_a_fence_that_gluster_refuses_can_be_said_again()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.SingleBrick);

        var refused = await Start(First, name, next: 7, expected: 0);

        var again = await Start(First, name, 7, 0, 7);

        foreach (var reply in (FencedReply<Guid>[])[refused, again])
        {
            Assert.Equal((FenceState.Stamped, 7), (reply.State, reply.Value));
            Assert.Equal(GlusterErrorMeaning.NotDistributed, Assert.IsType<VdsReply<Guid>.Refused>(reply.Reply).Error.Meaning);
        }

        Assert.Equal("7", (await Options(First, name))[VolumeFence.Option]);
    }

    public async Task Behind_a_fence_nothing_is_changed_where_the_generation_cannot_be_read()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        await cluster.KillGlusterdAsync(cluster.Hosts[2]);
        try
        {
            var dead = await Start(cluster.Hosts[2], name, next: 7, expected: 0);
            var unknown = await Start(First, "no-such-volume", next: 7, expected: 0);

            Assert.Equal(FenceState.Blind, dead.State);
            Assert.IsType<VdsReply<Guid>.Unreachable>(dead.Reply);
            Assert.Equal(FenceState.Blind, unknown.State);
        }
        finally
        {
            await cluster.StartGlusterdAsync(cluster.Hosts[2]);
        }
    }

    public async Task While_a_peer_is_away_a_change_behind_a_fence_leaves_the_generation()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        await Ask(First, new RebalanceStartVerb(name, FixLayout: false, Force: false));
        await WaitUntilCompleted(name);
        await cluster.KillGlusterdAsync(cluster.Hosts[2]);
        try
        {
            var reply = await cluster.Client.CallFencedAsync(First, new RebalanceStopVerb(name), new VolumeFence(name, [0], 7) { VolumeId = null }, CancellationToken.None);

            Assert.Equal((FenceState.Unstamped, 0), (reply.State, reply.Value));
            Assert.IsType<VdsReply<TaskReport>.Answered>(reply.Reply);
            Assert.DoesNotContain(VolumeFence.Option, (await Options(First, name)).Keys);
        }
        finally
        {
            await cluster.StartGlusterdAsync(cluster.Hosts[2]);
        }
    }

    public async Task While_a_peer_is_away_an_option_behind_a_fence_is_left_as_it_is()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        var before = await Options(First, name);
        await cluster.KillGlusterdAsync(cluster.Hosts[2]);
        try
        {
            foreach (var next in (long[])[7, 0])
            {
                var fence = new VolumeFence(name, [0], next) { VolumeId = await Id(name), NeedsAllPeers = true };
                var reply = await cluster.Client.CallFencedAsync(First, new VolumeSetVerb(name, Throttle, "lazy"), fence, CancellationToken.None);

                Assert.Equal((FenceState.Away, 0), (reply.State, reply.Value));
                Assert.Equal(GlusterErrorMeaning.PeersAway, Assert.IsType<VdsReply<bool>.Refused>(reply.Reply).Error.Meaning);
            }
        }
        finally
        {
            await cluster.StartGlusterdAsync(cluster.Hosts[2]);
        }

        Assert.Equal(before, await Options(First, name));
        var again = new VolumeFence(name, [0], 7) { VolumeId = await Id(name), NeedsAllPeers = true };
        Assert.Equal(FenceState.Stamped, (await cluster.Client.CallFencedAsync(First, new VolumeSetVerb(name, Throttle, "lazy"), again, CancellationToken.None)).State);
        Assert.Equal("lazy", (await Options(First, name))[Throttle]);
    }

    public async Task A_change_behind_a_fence_is_not_made_to_another_volume_of_that_name()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Stopped);
        var fence = new VolumeFence(name, [0], 7) { VolumeId = Guid.NewGuid() };

        var late = await cluster.Client.CallFencedAsync(First, new VolumeDeleteVerb(name), fence, CancellationToken.None);
        Assert.Equal((FenceState.Moved, null), (late.State, late.Value));
        Assert.Equal(GlusterErrorMeaning.GenerationMoved, Assert.IsType<VdsReply<bool>.Refused>(late.Reply).Error.Meaning);
        Assert.DoesNotContain(VolumeFence.Option, (await Options(First, name)).Keys);

        var own = await cluster.Client.CallFencedAsync(First, new VolumeDeleteVerb(name), fence with { VolumeId = await Id(name) }, CancellationToken.None);
        Assert.Equal((FenceState.Stamped, 7), (own.State, own.Value));
        Assert.IsType<VdsReply<bool>.Answered>(own.Reply);
    }

    private async Task<Guid> Id(string name) => Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Id;

    private Task<FencedReply<Guid>> Start(VdsHost host, string name, long next, params long[] expected) =>
        cluster.Client.CallFencedAsync(host, new RebalanceStartVerb(name, FixLayout: false, Force: false), new VolumeFence(name, expected, next) { VolumeId = null }, CancellationToken.None);
}
