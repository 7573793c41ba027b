using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.Testing.Contract;

/// <summary>Volumes come, are started and stopped, and go.</summary>
public sealed partial class VdsContract
{
    public async Task A_volume_is_stopped_and_started_and_what_is_so_already_takes_force()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);

        // Where the words of a refusal are lost, a volume that is up may be so by this very start.
        if (cluster.IsTerse) Assert.IsType<VdsReply<bool>.Unknown>(await cluster.Client.CallAsync(First, new VolumeStartVerb(name, Force: false), CancellationToken.None));
        else Assert.Equal(GlusterErrorMeaning.AlreadyStarted, await Refusal(new VolumeStartVerb(name, Force: false)));
        await Ask(First, new VolumeStartVerb(name, Force: true));
        await Ask(First, new VolumeStopVerb(name, Force: false));
        foreach (var host in cluster.Hosts) Assert.Equal(GlusterVolumeStatus.Down, Assert.Single(await Ask(host, new VolumeInfoVerb(name))).Status);
        Assert.Equal(GlusterErrorMeaning.VolumeNotStarted, await Refusal(new VolumeStopVerb(name, Force: false)));
        await Ask(First, new VolumeStopVerb(name, Force: true));
        await Ask(First, new VolumeStartVerb(name, Force: false));

        Assert.Equal(GlusterVolumeStatus.Up, Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Status);
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new VolumeStartVerb("no-such-volume", Force: true)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new VolumeStopVerb("no-such-volume", Force: true)));
    }

    public async Task A_volume_with_a_running_rebalance_is_not_stopped()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Unbalanced);
        await Ask(First, new RebalanceStartVerb(name, FixLayout: false, Force: false));

        Assert.Equal(GlusterErrorMeaning.TaskRunning, await Refusal(new VolumeStopVerb(name, Force: false)));

        await Ask(First, new RebalanceStopVerb(name));
    }

    public async Task A_volume_is_created_and_deleted_and_its_name_is_free_again()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread) + "-new";
        var bricks = cluster.Hosts.Select(cluster.NewBrick).ToList();
        var create = new VolumeCreateVerb(name, new(ReplicaCount: 3, ArbiterCount: 1, DisperseCount: 0, RedundancyCount: 0), bricks, Force: true);

        var id = await Ask(First, create);

        foreach (var host in cluster.Hosts)
        {
            var volume = Assert.Single(await Ask(host, new VolumeInfoVerb(name)));
            Assert.Equal((id, GlusterVolumeType.Replicate, GlusterVolumeStatus.Down, 3, 1), (volume.Id, volume.Type, volume.Status, volume.ReplicaCount, volume.ArbiterCount));
            Assert.Equal(bricks, volume.Bricks.Select(static brick => brick.Address));
        }

        Assert.Equal(GlusterErrorMeaning.VolumeExists, await Refusal(create));
        Assert.Equal(GlusterErrorMeaning.BrickInUse, await Refusal(create with { Volume = name + "2" }));
        await Ask(First, new VolumeStartVerb(name, Force: false));
        Assert.Equal(GlusterErrorMeaning.VolumeStarted, await Refusal(new VolumeDeleteVerb(name)));
        await Ask(First, new VolumeStopVerb(name, Force: false));
        await Ask(First, new VolumeDeleteVerb(name));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new VolumeDeleteVerb(name)));

        Assert.NotEqual(id, await Ask(First, create with { Bricks = [.. cluster.Hosts.Select(cluster.NewBrick)] }));
        await Ask(First, new VolumeDeleteVerb(name));
    }

    public async Task A_dispersed_volume_is_created()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread) + "-new";

        await Ask(First, new VolumeCreateVerb(name, new(0, 0, DisperseCount: 3, RedundancyCount: 1), [.. cluster.Hosts.Select(cluster.NewBrick)], Force: true));

        var dispersed = Assert.Single(await Ask(First, new VolumeInfoVerb(name)));
        Assert.Equal((GlusterVolumeType.Disperse, 3, 1), (dispersed.Type, dispersed.DisperseCount, dispersed.RedundancyCount));
        await Ask(First, new VolumeDeleteVerb(name));
    }

    public async Task A_volume_that_gluster_advises_against_takes_force()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread) + "-new";
        var bricks = new[] { cluster.NewBrick(First), cluster.NewBrick(First) };

        Assert.Equal(GlusterErrorMeaning.TakesForce, await Refusal(new VolumeCreateVerb(name, new(ReplicaCount: 2, 0, 0, 0), bricks, Force: false)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new VolumeInfoVerb(name)));
    }

    public async Task Several_options_are_set_together_or_none_of_them()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);

        await Ask(First, new VolumeSetVerb(name, "cluster.min-free-disk", "5%") { More = [KeyValuePair.Create("user.note", "a b; \"c\"")] });
        Assert.Equal(("5%", "a b; \"c\""), ((await Options(First, name))["cluster.min-free-disk"], (await Options(First, name))["user.note"]));

        await Refusal(new VolumeSetVerb(name, "cluster.min-free-disk", "7%") { More = [KeyValuePair.Create("bogus.option", "on")] });
        Assert.Equal("5%", (await Options(First, name))["cluster.min-free-disk"]);
    }

    public async Task A_reset_of_all_options_takes_those_of_users_and_the_profile_too_and_leaves_what_gluster_sets_itself()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        var before = await Options(First, name);
        await Ask(First, new VolumeSetVerb(name, "cluster.min-free-disk", "5%"));
        await Ask(First, new VolumeSetVerb(name, "user.note", "x"));
        await Ask(First, new ProfileSwitchVerb(name, IsOn: true));

        await Ask(First, new VolumeResetAllVerb(name, Force: false));
        Assert.Equal(before.OrderBy(static option => option.Key), (await Options(First, name)).OrderBy(static option => option.Key));

        await Ask(First, new VolumeSetVerb(name, "user.note", "x"));
        await Ask(First, new VolumeResetAllVerb(name, Force: true));
        foreach (var host in cluster.Hosts) Assert.DoesNotContain("user.note", (await Options(host, name)).Keys);
        await Ask(First, new VolumeResetVerb(name, "cluster.min-free-disk", Force: true));
    }

    public async Task A_profile_is_started_told_and_stopped()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        Assert.Equal(GlusterErrorMeaning.ProfileNotStarted, await Refusal(new ProfileReadVerb(name, OfNfs: false)));
        Assert.Equal(GlusterErrorMeaning.ProfileNotStarted, await Refusal(new ProfileSwitchVerb(name, IsOn: false)));

        await Ask(First, new ProfileSwitchVerb(name, IsOn: true));

        Assert.Equal(GlusterErrorMeaning.AlreadyStarted, await Refusal(new ProfileSwitchVerb(name, IsOn: true)));
        Assert.Equal("on", (await Options(First, name))["diagnostics.latency-measurement"]);
        Assert.Equal("on", (await Options(First, name))["diagnostics.count-fop-hits"]);
        var bricks = Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks.Select(static brick => brick.Address.ToString());
        var profile = await Ask(cluster.Hosts[1], new ProfileReadVerb(name, OfNfs: false));
        Assert.Equal(bricks.Order(StringComparer.Ordinal), profile.Servers.Select(static server => server.Name).Order(StringComparer.Ordinal));
        Assert.All(profile.Servers, static server => Assert.True(server is { Cumulative: not null, Interval: not null }));

        await Ask(First, new ProfileSwitchVerb(name, IsOn: false));
        Assert.DoesNotContain("diagnostics.latency-measurement", (await Options(First, name)).Keys);
        Assert.Equal(GlusterErrorMeaning.VolumeNotFound, await Refusal(new ProfileSwitchVerb("no-such-volume", IsOn: true)));
    }

    public async Task Bricks_are_added_as_whole_sets_or_as_further_copies()
    {
        var spread = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        var brick = cluster.NewBrick(First);
        await Ask(First, new AddBrickVerb(spread, [brick], ReplicaCount: null, Force: true));
        Assert.Equal(brick, Assert.Single(await Ask(cluster.Hosts[1], new VolumeInfoVerb(spread))).Bricks[^1].Address);
        Assert.Equal(GlusterErrorMeaning.BrickInUse, await Refusal(new AddBrickVerb(spread, [brick], ReplicaCount: null, Force: true)));

        var copied = await cluster.CreateVolumeAsync(ContractVolume.Replicated);
        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new AddBrickVerb(copied, [cluster.NewBrick(First)], ReplicaCount: null, Force: true)));
        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new AddBrickVerb(copied, [cluster.NewBrick(First)], ReplicaCount: 2, Force: true)));
        // A further copy is noted on the others, which takes gluster a mount of them: they have to be up for that.
        for (var tries = 0; tries < 20 && (await Ask(First, new VolumeStatusVerb(copied))).Any(static one => !one.IsOnline); tries++) await cluster.PassAsync(TimeSpan.FromSeconds(1));
        await Ask(First, new AddBrickVerb(copied, [cluster.NewBrick(First)], ReplicaCount: 4, Force: true));
        Assert.Equal(4, Assert.Single(await Ask(First, new VolumeInfoVerb(copied))).ReplicaCount);
    }

    public async Task A_brick_of_a_volume_with_copies_is_replaced_and_reset()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Replicated);
        var bricks = Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks;
        var next = cluster.NewBrick(First);

        await Ask(First, new ReplaceBrickVerb(name, bricks[0].Address, next));

        Assert.Equal([next, bricks[1].Address, bricks[2].Address], Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks.Select(static brick => brick.Address));
        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new ReplaceBrickVerb(name, bricks[0].Address, cluster.NewBrick(First))));
        await Ask(First, new ResetBrickVerb(name, bricks[1].Address, IsCommit: false));
        await Ask(First, new ResetBrickVerb(name, bricks[1].Address, IsCommit: true));
        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new ResetBrickVerb(name, Nowhere, IsCommit: false)));

        var spread = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        var only = Assert.Single(await Ask(First, new VolumeInfoVerb(spread))).Bricks[0].Address;
        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new ReplaceBrickVerb(spread, only, cluster.NewBrick(First))));
    }

    public async Task Clients_and_memory_of_a_brick_are_told_by_any_host()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Replicated);
        var brick = Assert.Single(await Ask(First, new VolumeInfoVerb(name))).Bricks[1].Address;

        Assert.All(await Ask(First, new BrickClientsVerb(name, brick)), static client => Assert.True(client.Port > 0 && client.Host.Length > 0));
        foreach (var host in cluster.Hosts) Assert.Superset(new HashSet<string> { "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost" }, (await Ask(host, new BrickMemoryVerb(name, brick))).Malloc.Keys.ToHashSet());
        Assert.Equal(GlusterErrorMeaning.WrongBricks, await Refusal(new BrickClientsVerb(name, Nowhere)));
    }
}
