using GlusterEngine.Model.Hooks;
using GlusterEngine.Testing;
using GlusterEngine.Vds.Hooks;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

public sealed class SimulatedStateTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("simulated-");

    private SimulatedOptions Options => new() { StateFile = Path.Combine(folder.FullName, "clusters.json") };

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_restarted_engine_finds_the_running_task_where_the_clock_has_brought_it()
    {
        var time = new VirtualTime();
        var before = new SimulatedPool(SimulatedTopology.Demo, Options, time);
        var id = await before.Start("data");
        time.Advance(TimeSpan.FromSeconds(40));

        var after = new SimulatedPool(SimulatedTopology.Demo, Options, time);

        Assert.Equal(id, (await after.Listed("data"))!.Id);
        Assert.Equivalent((await before.Status("data")).Nodes, (await after.Status("data")).Nodes, strict: true);
        Assert.Equivalent(await before.Ask(new VolumeInfoVerb()), await after.Ask(new VolumeInfoVerb()), strict: true);
        Assert.Equal(await before.Ask(new PeerListVerb()), await after.Ask(new PeerListVerb()));
    }

    [Fact]
    public async Task Changed_hooks_survive_a_restart()
    {
        var hook = HookName.Parse("set", "post", "1mine.sh")!;
        var before = new SimulatedPool(SimulatedTopology.Demo, Options);
        await before.Ask(new HookAddVerb(hook, new(new byte[] { 0, 255, 10 }), IsEnabled: true));

        var after = new SimulatedPool(SimulatedTopology.Demo, Options);

        Assert.Equal(await before.Ask(new HookListVerb()), await after.Ask(new HookListVerb()));
        Assert.Equal(new(new byte[] { 0, 255, 10 }), await after.Ask(new HookReadVerb(hook)));
        Assert.DoesNotContain(await after.Ask(new HookListVerb(), host: 1), shown => shown.Hook == hook);
    }

    [Fact]
    public async Task A_stop_and_a_dead_daemon_survive_a_restart()
    {
        var time = new VirtualTime();
        var before = new SimulatedPool(SimulatedTopology.Demo, Options, time);
        await before.Start("data");
        await before.Ask(new RebalanceStopVerb("data"));
        var stopped = await before.Start("media");
        before.Gluster.SwitchDaemon(SimulatedPool.ClusterId, "media", "gluster2.demo", SimulatedDaemonState.Stalled);

        var after = new SimulatedPool(SimulatedTopology.Demo, Options, time);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Null(await after.Listed("data"));
        Assert.Equal(stopped, (await after.Listed("media"))!.Id);
        Assert.Single((await after.Status("media")).Nodes, node => node.RunTime == 0);
        Assert.NotEqual(stopped, await after.Start("data"));
    }

    [Fact]
    public async Task A_committed_migration_is_not_taken_back_by_defining_the_cluster_again()
    {
        var time = new VirtualTime();
        var before = new SimulatedPool(SimulatedTopology.Demo, Options, time);
        await before.Run(0, "volume", "remove-brick", "data", "gluster3.demo:/bricks/data", "force");

        var after = new SimulatedPool(SimulatedTopology.Demo, Options, time);

        Assert.Equal(2, Assert.Single(await after.Ask(new VolumeInfoVerb("data"))).Bricks.Count);
    }

    [Fact]
    public void Nothing_but_the_file_and_its_lock_is_left()
    {
        _ = new SimulatedPool(SimulatedTopology.Demo, Options);

        Assert.Equal(["clusters.json", "clusters.json.lock"], folder.GetFiles().Select(static file => file.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Engines_that_share_the_file_see_the_same_gluster()
    {
        var time = new VirtualTime();
        var (one, other) = (new SimulatedPool(SimulatedTopology.Demo, Options, time), new SimulatedPool(SimulatedTopology.Demo, Options, time));

        var id = await one.Start("data");

        Assert.Equal(id, (await other.Listed("data"))!.Id);
        await other.Ask(new RebalanceStopVerb("data"));
        Assert.Null(await one.Listed("data"));
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        File.WriteAllText(Options.StateFile!, "[{");

        var refusal = Assert.Throws<InvalidDataException>(() => new SimulatedPool(SimulatedTopology.Demo, Options));

        Assert.Contains(Options.StateFile!, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_of_a_cluster_that_was_never_defined_form_a_pool_without_volumes()
    {
        var pool = new SimulatedPool(new SimulatedTopology([], []), Options);
        foreach (var address in new[] { "a.example", "b.example" })
        {
            await pool.Client.CallAsync(SimulatedPool.Host(address), new PeerListVerb(), default);
        }

        var restarted = new SimulatedPool(new SimulatedTopology([new SimulatedHost("a", "a.example")], []), Options);

        var peers = await restarted.Ask(new PeerListVerb());
        Assert.Equal(["b.example", "localhost"], peers.Select(peer => peer.Hostname).Order());
        Assert.Empty(await restarted.Ask(new VolumeInfoVerb()));
    }

    [Fact]
    public async Task Ids_follow_from_the_cluster_and_the_name()
    {
        var one = new SimulatedPool(SimulatedTopology.Demo);
        var two = new SimulatedPool(SimulatedTopology.Demo);

        Assert.Equal(await one.Ask(new PeerListVerb()), await two.Ask(new PeerListVerb()));
        Assert.Equal((await one.Ask(new VolumeInfoVerb())).Select(volume => volume.Id), (await two.Ask(new VolumeInfoVerb())).Select(volume => volume.Id));
    }

    [Fact]
    public async Task A_forgotten_cluster_begins_anew()
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo, Options);

        pool.Gluster.Forget(SimulatedPool.ClusterId);

        Assert.Empty(await pool.Ask(new VolumeInfoVerb()));
    }
}
