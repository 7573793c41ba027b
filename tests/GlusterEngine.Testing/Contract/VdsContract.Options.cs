using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.Testing.Contract;

/// <summary>Options of volumes, and the counts of pending heals.</summary>
public sealed partial class VdsContract
{
    private const string Throttle = "cluster.rebal-throttle";

    public async Task An_option_that_is_set_shows_on_every_host_until_it_is_reset()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        Assert.DoesNotContain(Throttle, (await Options(First, name)).Keys);

        await Ask(First, new VolumeSetVerb(name, Throttle, "lazy"));
        foreach (var host in cluster.Hosts) Assert.Equal("lazy", (await Options(host, name))[Throttle]);

        await Ask(First, new VolumeSetVerb(name, Throttle, "aggressive"));
        Assert.Equal("aggressive", (await Options(First, name))[Throttle]);

        await Ask(First, new VolumeResetVerb(name, Throttle));
        foreach (var host in cluster.Hosts) Assert.DoesNotContain(Throttle, (await Options(host, name)).Keys);
        await Ask(First, new VolumeResetVerb(name, Throttle));
    }

    public async Task An_option_of_a_stopped_volume_can_be_set()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Stopped);

        await Ask(First, new VolumeSetVerb(name, "user.note", "kept"));

        Assert.Equal("kept", (await Options(First, name))["user.note"]);
    }

    public async Task An_option_or_value_that_gluster_does_not_know_changes_nothing()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        var before = await Options(First, name);

        Assert.Equal(GlusterErrorMeaning.Other, await Refusal(new VolumeSetVerb(name, Throttle, "silly")));
        Assert.Equal(GlusterErrorMeaning.Other, await Refusal(new VolumeSetVerb(name, "bogus.option", "on")));
        Assert.Equal(GlusterErrorMeaning.Other, await Refusal(new VolumeResetVerb(name, "bogus.option")));

        Assert.Equal(before, await Options(First, name));
    }

    public async Task A_users_option_can_be_overwritten_but_not_reset()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);
        await Ask(First, new VolumeSetVerb(name, "user.note", "one"));
        await Ask(First, new VolumeSetVerb(name, "user.note", "two"));

        Assert.Equal(GlusterErrorMeaning.Other, await Refusal(new VolumeResetVerb(name, "user.note")));

        Assert.Equal("two", (await Options(First, name))["user.note"]);
    }

    public async Task Pending_heals_are_counted_for_each_brick_of_a_replicated_volume()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Replicated);

        var counts = await Ask(First, new HealCountVerb(name));

        Assert.Equal(cluster.Hosts.Select(host => host.Address), counts.Select(count => count.Address.Host));
        Assert.All(counts, count => Assert.Equal(0, count.Entries));
    }

    public async Task A_volume_without_copies_has_no_heals_to_count()
    {
        var name = await cluster.CreateVolumeAsync(ContractVolume.Spread);

        Assert.Equal(GlusterErrorMeaning.NotReplicated, await Refusal(new HealCountVerb(name)));
    }

    private async Task<IReadOnlyDictionary<string, string>> Options(VdsHost host, string volume) =>
        Assert.Single(await Ask(host, new VolumeInfoVerb(volume))).Options;
}
