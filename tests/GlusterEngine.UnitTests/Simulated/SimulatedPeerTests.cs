using System.Xml.Linq;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Volumes;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

/// <summary>Machines beside a simulated pool join it and leave it as with gluster.</summary>
public sealed class SimulatedPeerTests
{
    private static readonly SimulatedTopology Topology = SimulatedTopology.Empty(hostCount: 3) with { OtherPools = [[new("loner", "loner.demo")], [new("far1", "far1.demo"), new("far2", "far2.demo")]] };

    private readonly SimulatedPool pool = new(Topology);

    [Fact]
    public async Task Machines_of_another_pool_list_that_one_and_no_volume()
    {
        pool.Gluster.AddVolume(SimulatedPool.ClusterId, Topology.Spread("v"));

        Assert.Equal(["far1.demo", "localhost"], (await AskAt("far2.demo", new PeerListVerb())).Select(static peer => peer.Hostname));
        Assert.Empty(await AskAt("far2.demo", new VolumeInfoVerb()));
        Assert.Equal(3, (await pool.Ask(new PeerListVerb())).Count);
    }

    [Fact]
    public async Task Only_a_machine_that_is_alone_can_be_taken_in()
    {
        Assert.Equal(GlusterErrorMeaning.PeerOfAnotherPool, (await pool.Refusal(new PeerProbeVerb("far1.demo"))).Meaning);
        Assert.False(await pool.Ask(new PeerProbeVerb(Topology.Hosts[0].Address)));
        pool.Faults.Host("loner.demo").IsDown = true;
        Assert.Equal(GlusterErrorMeaning.PeerUnreachable, (await pool.Refusal(new PeerProbeVerb("loner.demo"))).Meaning);
        pool.Faults.Host("loner.demo").IsDown = false;
        var before = Assert.Single(await AskAt("loner.demo", new PeerListVerb()));

        Assert.True(await pool.Ask(new PeerProbeVerb("loner.demo")));

        Assert.Equal(4, (await AskAt("loner.demo", new PeerListVerb())).Count);
        Assert.Contains(await pool.Ask(new PeerListVerb(), host: 2), peer => peer.Uuid == before.Uuid && peer.Hostname == "loner.demo");
    }

    [Fact]
    public async Task A_peer_with_bricks_stays_and_while_another_is_down_it_leaves_by_force_only()
    {
        pool.Gluster.AddVolume(SimulatedPool.ClusterId, Topology.Spread("v") with { Bricks = [.. Topology.Spread("v").Bricks.Take(2)] });
        var leaving = Topology.Hosts[2].Address;
        Assert.Equal(GlusterErrorMeaning.PeerHoldsBricks, (await pool.Refusal(new PeerDetachVerb(Topology.Hosts[1].Address, Force: true))).Meaning);
        pool.Faults.Host(Topology.Hosts[1].Address).IsDown = true;
        Assert.Equal(GlusterErrorMeaning.NodeDown, (await pool.Refusal(new PeerDetachVerb(leaving, Force: false))).Meaning);

        await pool.Ask(new PeerDetachVerb(leaving, Force: true));

        Assert.Equal(2, (await pool.Ask(new PeerListVerb())).Count);
        Assert.Single(await AskAt(leaving, new PeerListVerb()));
        Assert.Equal(GlusterErrorMeaning.PeerNotFound, (await pool.Refusal(new PeerDetachVerb(leaving, Force: true))).Meaning);
    }

    [Fact]
    public async Task Pools_outlive_a_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            var options = new SimulatedOptions { StateFile = file };
            var first = new SimulatedPool(Topology, options);
            await first.Ask(new PeerProbeVerb("loner.demo"));
            await first.Ask(new PeerDetachVerb(Topology.Hosts[1].Address, Force: false));

            var again = new SimulatedGluster(Options.Create(options), TimeProvider.System);
            again.Define(SimulatedPool.ClusterId, Topology);

            Assert.Equal(["gluster1.demo", "gluster3.demo", "localhost"], await HostsAt(again, "loner.demo"));
            Assert.Equal(["localhost"], await HostsAt(again, "gluster2.demo"));
            Assert.Equal(["far2.demo", "localhost"], await HostsAt(again, "far1.demo"));
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".lock");
        }
    }

    private static async Task<IEnumerable<string>> HostsAt(SimulatedGluster gluster, string address)
    {
        var outcome = Assert.IsType<CommandOutcome.Exited>(await gluster.RunAsync(SimulatedPool.Host(address), ["pool", "list"], TimeSpan.FromSeconds(1), default));
        return XElement.Parse(outcome.Output[outcome.Output.IndexOf("<cliOutput", StringComparison.Ordinal)..])
            .Descendants("peer").Select(static peer => peer.Element("hostname")!.Value).Order(StringComparer.Ordinal);
    }

    private async Task<TReply> AskAt<TReply>(string address, VdsVerb<TReply> verb) =>
        Assert.IsType<VdsReply<TReply>.Answered>(await pool.Client.CallAsync(SimulatedPool.Host(address), verb, default)).Value;
}
