using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.UnitTests.Engine;
using GlusterEngine.UnitTests.Simulated;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.History;
using GlusterEngine.Vds.Simulated;
using Xunit;

namespace GlusterEngine.UnitTests.Migrations;

public sealed class GateInspectorTests
{
    private static readonly HangMemory NothingHung = new(static _ => Task.FromResult<(string?, DateTimeOffset?)>((null, null)), static () => throw new InvalidOperationException("Nothing hangs."));

    [Theory]
    [InlineData(GlusterVolumeType.DistributedDisperse, true)]
    [InlineData(GlusterVolumeType.DistributedReplicate, false)]
    public async Task What_gluster_does_not_count_of_a_dispersed_volume_may_be_overridden_and_a_self_heal_that_is_switched_off_may_not(GlusterVolumeType type, bool mayBe)
    {
        var isDispersed = type == GlusterVolumeType.DistributedDisperse;
        var hosts = SimulatedTopology.Empty(hostCount: 6);
        // Gluster refuses a replicated volume with the same meaning while its self-heal is off, which the simulation does for one without copies.
        var pool = new SimulatedPool(hosts with { Volumes = [hosts.Spread("data") with { DisperseCount = isDispersed ? 3 : 0, RedundancyCount = isDispersed ? 1 : 0 }] });
        var sketch = new VolumeSketch("uuu uuu") { Type = type, Disperse = isDispersed ? 3 : 0, Redundancy = isDispersed ? 1 : 0, Replica = isDispersed ? 1 : 3 };

        var report = await new GateInspector(pool.Client, new()).InspectAsync(sketch.Snapshot(hosts: [.. pool.Hosts]), Migration, NothingHung, CancellationToken.None);

        Assert.Equal(mayBe, Assert.Single(report.Findings, static finding => finding.Key == "HEAL_UNKNOWN").MayBeOverridden);
    }

    [Fact]
    public async Task While_bricks_are_read_others_may_ask_about_the_volume()
    {
        var (client, turns) = (new WatchedClient(Pool().Client), new VolumeGate());
        var looking = new GateInspector(client, turns).InspectAsync(Snapshot(Pool()), Migration, NothingHung, CancellationToken.None);
        await client.ScanBegan.Task;

        using (var turn = await turns.TryEnterAsync(VolumeSketch.Id, CancellationToken.None)) Assert.NotNull(turn);
        client.ScanMayEnd.SetResult();

        Assert.Contains("BRICK_UNREADABLE", (await looking).Findings.Select(static finding => finding.Key));
    }

    [Fact]
    public async Task Gluster_is_not_asked_soon_after_a_question_that_hung_and_no_brick_is_read()
    {
        var (client, until) = (new WatchedClient(Pool().Client), TaskScene.Now.AddMinutes(7));
        var hung = new HangMemory(_ => Task.FromResult<(string?, DateTimeOffset?)>((QuietRule.Why(until, TaskScene.Now), until)), static () => throw new InvalidOperationException("Nothing hangs."));

        var report = await new GateInspector(client, new()).InspectAsync(Snapshot(Pool()), Migration, hung, CancellationToken.None);

        Assert.Equal((0, false), (client.Calls, client.ScanBegan.Task.IsCompleted));
        Assert.Equal(until, report.QuietUntil);
        var text = Assert.Single(report.Findings, static finding => finding.Key == "STATUS_UNREADABLE").Text;
        Assert.Contains($"gluster is asked again from {until:yyyy-MM-dd HH:mm:ss} UTC on", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_hangs_is_remembered_and_is_the_only_one()
    {
        var pool = Pool();
        pool.Faults.Host(pool.Hosts[0].Address).LosesReplies = true;
        var client = new WatchedClient(pool.Client);
        client.ScanMayEnd.SetResult();
        var (notes, until) = (0, TaskScene.Now.AddMinutes(10));
        var hangs = NothingHung with
        {
            NoteAsync = () =>
            {
                notes++;
                return Task.FromResult<DateTimeOffset?>(until);
            },
        };

        var report = await new GateInspector(client, new()).InspectAsync(Snapshot(pool), Migration, hangs, CancellationToken.None);

        Assert.Equal((1, 1, (DateTimeOffset?)until), (notes, client.Calls, report.QuietUntil));
    }

    private static OpenTask Migration => TaskScene.Migrated;

    private static SimulatedPool Pool()
    {
        var hosts = SimulatedTopology.Empty(hostCount: 3);
        return new(hosts with { Volumes = [hosts.Spread("data")] });
    }

    private static VolumeSnapshot Snapshot(SimulatedPool pool) =>
        new VolumeSketch("uuu").Snapshot(hosts: [.. pool.Hosts]) with { HostByPeer = new Dictionary<Guid, VdsHost> { [Peers.Of(1)] = pool.Hosts[0] } };

    /// <summary>Counts questions, and holds the look at a brick.</summary>
    private sealed class WatchedClient(IVdsClient inner) : IVdsClient
    {
        public int Calls { get; private set; }

        public TaskCompletionSource ScanBegan { get; } = new();

        public TaskCompletionSource ScanMayEnd { get; } = new();

        public Task<VdsReply<TReply>> CallAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, CancellationToken cancellationToken)
        {
            Calls++;
            return inner.CallAsync(host, verb, cancellationToken);
        }

        public async Task<VdsReply<BrickScan>> ScanBrickAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken)
        {
            ScanBegan.TrySetResult();
            await ScanMayEnd.Task;
            return new VdsReply<BrickScan>.Unknown("It was only a test.");
        }

        public Task<FencedReply<TReply>> CallFencedAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, VolumeFence fence, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<RecordedCommand>> ReadHistoryAsync(VdsHost host, string volume, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
