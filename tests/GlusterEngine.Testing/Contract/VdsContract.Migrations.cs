using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.Testing.Contract;

/// <summary>Moving the data off bricks.</summary>
public sealed partial class VdsContract
{
    public async Task A_migration_names_its_bricks_in_every_view_and_counts_on_their_nodes_only()
    {
        var (name, _, leaving) = await Unbalanced();
        var id = await Ask(First, new RemoveBrickStartVerb(name, [leaving.Address]));

        foreach (var host in cluster.Hosts)
        {
            var task = Assert.Single(Assert.Single(await Ask(host, new TaskListVerb(name))).Tasks);
            Assert.Equal((id, GlusterTaskType.RemoveBrick), (task.Id, task.Type));
            Assert.Equal([leaving.Address], task.Bricks);

            var report = await Ask(host, new RemoveBrickStatusVerb(name, [leaving.Address]));
            Assert.Equal((Told(id), leaving.PeerUuid), (report.TaskId, Assert.Single(report.Nodes).PeerUuid));
        }

        await Ask(First, new RemoveBrickStopVerb(name, [leaving.Address]));
    }

    public async Task A_running_migration_forbids_another_a_rebalance_and_its_commit()
    {
        var (name, staying, leaving) = await Unbalanced();
        await Ask(First, new RemoveBrickStartVerb(name, [leaving.Address]));

        Assert.Equal(GlusterErrorMeaning.MigrationInProgress, await Refusal(new RemoveBrickCommitVerb(name, [leaving.Address])));
        Assert.Equal(GlusterErrorMeaning.RemoveBrickPending, await Refusal(new RemoveBrickStartVerb(name, [staying])));
        Assert.Equal(GlusterErrorMeaning.RemoveBrickPending, await Refusal(new RebalanceStartVerb(name, FixLayout: false, Force: false)));
        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new RemoveBrickStatusVerb(name, [staying])));

        await Ask(First, new RemoveBrickStopVerb(name, [leaving.Address]));
    }

    public async Task A_migration_that_is_stopped_gives_its_counters_and_leaves_the_bricks()
    {
        var (name, _, leaving) = await Unbalanced();
        var id = await Ask(First, new RemoveBrickStartVerb(name, [leaving.Address]));

        var final = await Ask(First, new RemoveBrickStopVerb(name, [leaving.Address]));

        Assert.Equal((Told(id), GlusterTaskStatus.Stopped), (final.TaskId, Assert.Single(final.Nodes).Status));
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, await Refusal(new RemoveBrickStatusVerb(name, [leaving.Address])));
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, await Refusal(new RemoveBrickStopVerb(name, [leaving.Address])));
        Assert.Empty(Assert.Single(await Ask(First, new TaskListVerb(name))).Tasks);
        Assert.Equal(3, Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks.Count);
    }

    public async Task A_completed_migration_has_emptied_the_brick_and_its_commit_takes_it_out()
    {
        var (name, _, leaving) = await Unbalanced();
        var volume = Assert.Single(await Ask(First, new VolumeInfoVerb(name)));
        if (!cluster.IsTerse) Assert.True((await Scan(leaving, volume.Id)).Files > 0);
        await Ask(First, new RemoveBrickStartVerb(name, [leaving.Address]));
        await WaitUntilCompleted(name);

        if (!cluster.IsTerse) Assert.Equivalent(new BrickScan(0, 0, [], IsComplete: true), await Scan(leaving, volume.Id));
        await Ask(First, new RemoveBrickCommitVerb(name, [leaving.Address]));

        Assert.Equal(2, Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks.Count);
        Assert.Empty(Assert.Single(await Ask(First, new TaskListVerb(name))).Tasks);
        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new RemoveBrickCommitVerb(name, [leaving.Address])));
    }

    public async Task Bricks_that_are_not_the_volumes_or_all_of_them_cannot_be_removed()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        var bricks = Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks.Select(static brick => brick.Address).ToList();

        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new RemoveBrickStartVerb(name, [Nowhere])));
        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new RemoveBrickStartVerb(name, bricks)));
        Assert.Equal(GlusterErrorMeaning.NotDecommissioned, await Refusal(new RemoveBrickCommitVerb(name, [bricks[2]])));
        Assert.Equal(GlusterErrorMeaning.TaskNotFound, await Refusal(new RemoveBrickStatusVerb(name, [bricks[2]])));
    }

    public async Task A_forced_removal_takes_the_brick_out_at_once()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        var bricks = Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks;

        await Ask(First, new RemoveBrickForceVerb(name, [bricks[2].Address], ReplicaCount: null));

        Assert.Equal(bricks.Take(2), Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks);
    }

    /// <summary>A volume with files on its first brick, a brick that stays, and that first one.</summary>
    private async Task<(string Name, BrickAddress Staying, BrickDescription Leaving)> Unbalanced()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Unbalanced);
        var bricks = Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks;
        return (name, bricks[1].Address, bricks[0]);
    }

    private async Task<BrickScan> Scan(BrickDescription brick, Guid volumeId)
    {
        var host = cluster.Hosts.Single(host => host.Address == brick.Address.Host);
        return Assert.IsType<VdsReply<BrickScan>.Answered>(await cluster.Client.ScanBrickAsync(host, brick.Address, volumeId, default)).Value;
    }
}
