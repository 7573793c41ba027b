using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

public sealed class SimulatedRebalanceTests
{
    [Theory]
    [InlineData("data", 115, 125)]
    [InlineData("media", 290, 300)]
    public async Task The_demo_volumes_take_about_two_and_five_minutes(string volume, int notBefore, int notAfter)
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo);
        await pool.Start(volume);

        pool.Time.Advance(TimeSpan.FromSeconds(notBefore));
        Assert.Equal(GlusterTaskStatus.InProgress, (await pool.Listed(volume))!.Status);

        pool.Time.Advance(TimeSpan.FromSeconds(notAfter - notBefore));
        Assert.Equal(GlusterTaskStatus.Completed, (await pool.Listed(volume))!.Status);
    }

    [Fact]
    public async Task Progress_follows_from_the_time_alone()
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo);
        await pool.Start("data");
        Assert.All((await pool.Status("data")).Nodes, node => Assert.Equal((0, 0, 0.0), (node.Files, node.Bytes, node.RunTime)));

        pool.Time.Advance(TimeSpan.FromSeconds(30));
        var half = await pool.Status("data");
        Assert.Equivalent(half.Nodes, (await pool.Status("data")).Nodes, strict: true);
        Assert.All(half.Nodes, node => Assert.InRange(node.Files, 1190, 1210));
        Assert.All(half.Nodes, node => Assert.Equal((node.Files * (24 << 20), 30.0), (node.Bytes, node.RunTime)));

        pool.Time.Advance(TimeSpan.FromHours(1));
        var end = await pool.Status("data");
        Assert.InRange(end.Nodes.Sum(node => node.Files), 13_000 - 3, 13_000);
        Assert.All(end.Nodes, node => Assert.Equal(61_000, node.Scanned));
        Assert.Equal(3, end.Nodes.Select(node => node.RunTime).Distinct().Count());
    }

    [Fact]
    public async Task Failed_and_skipped_files_are_counted_and_the_task_completes_nevertheless()
    {
        var topology = SimulatedTopology.Empty(hostCount: 3);
        var pool = new SimulatedPool(topology);
        pool.Gluster.AddVolume(SimulatedPool.ClusterId, topology.Spread("v") with { FilesToMove = 300, FilesThatFail = 30, FilesSkipped = 15 });
        await pool.Start("v");
        pool.Time.Advance(TimeSpan.FromMinutes(1));

        var report = await pool.Status("v");

        Assert.All(report.Nodes, node => Assert.Equal(GlusterTaskStatus.Completed, node.Status));
        Assert.InRange(report.Nodes.Sum(node => node.Failed), 30, 32);
        Assert.InRange(report.Nodes.Sum(node => node.Skipped), 15, 17);
    }

    [Fact]
    public async Task A_fix_layout_has_states_of_its_own_in_a_status_but_not_in_the_task_list()
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo);
        await pool.Start("data", fixLayout: true);
        Assert.All((await pool.Status("data")).Nodes, node => Assert.Equal(GlusterTaskStatus.FixLayoutInProgress, node.Status));
        Assert.Equal(GlusterTaskStatus.InProgress, (await pool.Listed("data"))!.Status);

        pool.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.All((await pool.Status("data")).Nodes, node => Assert.Equal(GlusterTaskStatus.FixLayoutCompleted, node.Status));
        Assert.Equal(GlusterTaskStatus.Completed, (await pool.Listed("data"))!.Status);
    }

    [Fact]
    public async Task Speed_shortens_tasks()
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo, new SimulatedOptions { Speed = 60 });
        await pool.Start("media");

        pool.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(GlusterTaskStatus.Completed, (await pool.Listed("media"))!.Status);
    }

    [Fact]
    public async Task Task_ids_follow_from_the_seed()
    {
        var one = await new SimulatedPool(SimulatedTopology.Demo, new SimulatedOptions { Seed = 1 }).Start("data");
        var again = await new SimulatedPool(SimulatedTopology.Demo, new SimulatedOptions { Seed = 1 }).Start("data");
        var other = await new SimulatedPool(SimulatedTopology.Demo, new SimulatedOptions { Seed = 2 }).Start("data");

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task A_start_takes_its_time_and_locks_the_volume_meanwhile()
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo, new SimulatedOptions { StartSeconds = 10 });
        var start = pool.Say(new RebalanceStartVerb("data", FixLayout: false, Force: false));
        pool.Time.Advance(TimeSpan.FromSeconds(9));

        Assert.False(start.IsCompleted);
        Assert.Equal(GlusterErrorMeaning.Locked, (await pool.Refusal(new RebalanceStatusVerb("data"))).Meaning);

        pool.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<VdsReply<Guid>.Answered>(await start);
        Assert.All((await pool.Status("data")).Nodes, node => Assert.Equal(0, node.RunTime));
    }

    [Fact]
    public async Task A_node_that_has_ended_names_those_that_still_run()
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo);
        await pool.Start("data");
        var nodes = (await Ended(pool)).Nodes;
        var peers = (await pool.Ask(new VolumeStatusVerb("data"))).ToDictionary(brick => brick.PeerUuid, brick => brick.Address.Host);
        var ended = peers[nodes.First(node => node.Status == GlusterTaskStatus.Completed).PeerUuid];
        var asked = pool.Hosts.ToList().FindIndex(host => host.Address == ended);

        var refusal = await pool.Refusal(new RebalanceStartVerb("data", FixLayout: false, Force: false), asked);

        Assert.Equal(GlusterErrorMeaning.AlreadyStarted, refusal.Meaning);
        var others = pool.Hosts.Where(host => host.Address != ended);
        Assert.Equal(others.Select(host => $"Pre Validation failed on {host.Address}. Rebalance on data is already started"), refusal.Text.Split('\n'));
    }

    [Fact]
    public async Task Without_server_quorum_a_start_is_refused_and_a_stop_is_not()
    {
        var topology = SimulatedTopology.Empty(hostCount: 3);
        var pool = new SimulatedPool(topology);
        var quorum = new Dictionary<string, string>(StringComparer.Ordinal) { ["cluster.server-quorum-type"] = "server" };
        pool.Gluster.AddVolume(SimulatedPool.ClusterId, topology.Spread("v") with { Options = quorum });
        await pool.Start("v");
        pool.Faults.Host("gluster2.demo").IsDown = true;
        pool.Faults.Host("gluster3.demo").IsDown = true;

        Assert.Equal(GlusterErrorMeaning.QuorumLost, (await pool.Refusal(new RebalanceStartVerb("v", FixLayout: false, Force: false))).Meaning);
        Assert.Single((await pool.Ask(new RebalanceStopVerb("v"))).Nodes);
    }

    private static async Task<TaskReport> Ended(SimulatedPool pool)
    {
        TaskReport report;
        do
        {
            pool.Time.Advance(TimeSpan.FromMilliseconds(100));
            report = await pool.Status("data");
        }
        while (report.Nodes.All(node => node.Status == GlusterTaskStatus.InProgress));
        return report;
    }
}
