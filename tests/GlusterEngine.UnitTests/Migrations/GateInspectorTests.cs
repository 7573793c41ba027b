using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.UnitTests.Engine;
using GlusterEngine.UnitTests.Simulated;
using GlusterEngine.Vds.Simulated;
using Xunit;

namespace GlusterEngine.UnitTests.Migrations;

public sealed class GateInspectorTests
{
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

        var report = await new GateInspector(pool.Client).InspectAsync(sketch.Snapshot(hosts: [.. pool.Hosts]), Migration, CancellationToken.None);

        Assert.Equal(mayBe, Assert.Single(report.Findings, static finding => finding.Key == "HEAL_UNKNOWN").MayBeOverridden);
    }

    private static OpenTask Migration => TaskScene.Migrated;
}
