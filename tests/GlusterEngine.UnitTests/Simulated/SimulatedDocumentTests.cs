using System.Xml.Linq;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds.Simulated;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Simulated;

/// <summary>A simulated cluster made after the recorded one answers the recorded command lines as the real one did.</summary>
public sealed class SimulatedDocumentTests
{
    private static readonly IReadOnlyList<VolumeDescription> Recorded =
        new VolumeInfoVerb().Parse(XDocument.Parse(RecordedAnswer.Of("volume-info-all.xml").Text).Root!);

    private readonly SimulatedPool pool = new(Topology());

    [Theory]
    [InlineData("volume-info-unknown.xml")]
    [InlineData("volume-status-detail-not-started.xml")]
    [InlineData("volume-status-detail-unknown.xml")]
    [InlineData("task-list-not-started.xml")]
    [InlineData("task-list-unknown.xml")]
    [InlineData("rebalance-status-not-started.xml")]
    [InlineData("rebalance-stop-not-started.xml")]
    [InlineData("rebalance-start-unknown.xml")]
    [InlineData("rebalance-status-unknown.xml")]
    [InlineData("rebalance-start-not-distributed.xml")]
    [InlineData("rebalance-status-not-distributed.xml")]
    [InlineData("remove-brick-status-not-started.xml")]
    [InlineData("remove-brick-stop-not-started.xml")]
    [InlineData("remove-brick-commit-not-decommissioned.xml")]
    [InlineData("task-list-one-idle.xml")]
    [InlineData("volume-set.xml")]
    [InlineData("volume-set-bad-throttle.xml")]
    [InlineData("volume-set-unknown.xml")]
    [InlineData("volume-reset.xml")]
    [InlineData("volume-reset-unknown.xml")]
    [InlineData("heal-count.txt")]
    [InlineData("heal-count-not-replicated.txt")]
    [InlineData("heal-count-dispersed.txt")]
    [InlineData("heal-count-unknown.txt")]
    public async Task An_idle_cluster_answers_to_the_letter(string file) => await AssertSame(file);

    [Theory]
    [InlineData("rebalance-start-already-started.xml")]
    [InlineData("volume-stop-task-running.xml")]
    public async Task A_running_rebalance_is_defended_to_the_letter(string file)
    {
        await pool.Start("data");

        await AssertSame(file);
    }

    [Theory]
    [InlineData("task-list-one-locked.xml")]
    [InlineData("rebalance-start-locked.xml")]
    [InlineData("rebalance-stop-locked.xml")]
    [InlineData("volume-set-locked.xml")]
    public async Task A_locked_volume_refuses_to_the_letter(string file)
    {
        pool.Faults.Volume("data").IsLocked = true;

        await AssertSame(file);
    }

    [Fact]
    public async Task Heals_are_not_counted_on_a_host_that_is_down_to_the_letter()
    {
        pool.Faults.Host(Recorded.Single(volume => volume.Name == "rep3").Bricks[1].Address.Host).IsDown = true;

        await AssertSame("heal-count-node-down.txt");
    }

    [Fact]
    public async Task Without_volumes_the_documents_are_empty_to_the_letter()
    {
        pool.Gluster.Forget(SimulatedPool.ClusterId);

        await AssertSame("volume-info-none.xml");
        await AssertSame("task-list-no-volumes.xml");
    }

    [Theory]
    [InlineData("pool-list.xml")]
    [InlineData("volume-info-all.xml")]
    [InlineData("volume-info-disp.xml")]
    [InlineData("volume-status-detail.xml")]
    [InlineData("task-list-idle.xml")]
    public async Task An_idle_cluster_describes_itself_with_the_same_elements(string file) => await AssertSameShape(file);

    [Theory]
    [InlineData("rebalance-status-running.xml")]
    [InlineData("rebalance-stop.xml")]
    [InlineData("task-list-running.xml")]
    [InlineData("task-list-one-running.xml")]
    public async Task A_running_rebalance_is_told_with_the_same_elements(string file)
    {
        await pool.Start("data");

        await AssertSameShape(file);
    }

    [Fact]
    public async Task A_start_is_told_with_the_same_elements() => await AssertSameShape("rebalance-start.xml");

    private static SimulatedTopology Topology()
    {
        var volumes = Recorded.Select(volume => new SimulatedVolume
        {
            Name = volume.Name,
            Bricks = [.. volume.Bricks.Select(brick => new SimulatedBrick(brick.Address, 1L << 40, 1L << 39))],
            ReplicaCount = Math.Max(1, volume.ReplicaCount),
            ArbiterCount = volume.ArbiterCount,
            DisperseCount = volume.DisperseCount,
            RedundancyCount = volume.RedundancyCount,
            IsStarted = volume.Status == GlusterVolumeStatus.Up,
        }).ToList();
        var addresses = volumes.SelectMany(volume => volume.Bricks).Select(brick => brick.Address.Host).Distinct(StringComparer.Ordinal).Order();
        return new SimulatedTopology([.. addresses.Select(address => new SimulatedHost(address, address))], volumes);
    }

    private async Task AssertSame(string file)
    {
        var answer = RecordedAnswer.Of(file);

        Assert.Equal(answer.Outcome, await pool.Run(0, [.. answer.Arguments]));
    }

    private async Task AssertSameShape(string file)
    {
        var answer = RecordedAnswer.Of(file);
        var outcome = await pool.Run(0, [.. answer.Arguments]);

        Assert.Equal(Shape(XDocument.Parse(answer.Text).Root!), Shape(XDocument.Parse(outcome.Output).Root!));
    }

    /// <summary>Each path of elements once, in order, with names of attributes.</summary>
    private static IReadOnlyList<string> Shape(XElement root) =>
    [
        .. root.DescendantsAndSelf()
            .Select(element => string.Join('/', element.AncestorsAndSelf().Reverse().Select(ancestor => ancestor.Name.LocalName))
                + string.Concat(element.Attributes().Select(attribute => $"@{attribute.Name.LocalName}")))
            .Distinct(StringComparer.Ordinal),
    ];
}
