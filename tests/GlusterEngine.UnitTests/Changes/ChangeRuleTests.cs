using GlusterEngine.Engine.Changes;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Changes;

/// <summary>What a look says about a change without answer.</summary>
public sealed class ChangeRuleTests
{
    private static readonly DateTimeOffset Asked = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly VolumeExpectation Started = new() { Status = GlusterVolumeStatus.Up };
    private static readonly VolumeDescription Stopped = new(
        Guid.NewGuid(), "v", GlusterVolumeType.Replicate, GlusterVolumeStatus.Down, ReplicaCount: 3, ArbiterCount: 0, DisperseCount: 0, RedundancyCount: 0, ["tcp"],
        [new(new BrickAddress("node1", "/b/v"), Guid.NewGuid(), IsArbiter: false)], new Dictionary<string, string> { ["nfs.disable"] = "on" });

    [Theory]
    [InlineData(true, false, 0, ChangeVerdict.ToBePrevented)]
    [InlineData(true, true, 0, ChangeVerdict.DidNot)]
    [InlineData(false, false, 299, ChangeVerdict.Open)]
    [InlineData(false, false, 301, ChangeVerdict.DidNot)]
    public void What_has_not_happened_is_final_only_once_it_cannot_happen_any_more(bool isFenced, bool isPreempted, int seconds, ChangeVerdict verdict) =>
        Assert.Equal(verdict, Judge(Change(isFenced, isPreempted), Started, Stopped, isWhole: true, seconds));

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void While_a_peer_is_away_nothing_is_said_not_to_have_happened(bool isFenced, bool isPreempted) =>
        Assert.Equal(ChangeVerdict.Open, Judge(Change(isFenced, isPreempted), Started, Stopped, isWhole: false, seconds: 1000));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_shows_has_happened_whoever_is_away(bool isWhole) =>
        Assert.Equal(ChangeVerdict.Happened, Judge(Change(isFenced: true, isPreempted: false), Started, Stopped with { Status = GlusterVolumeStatus.Up }, isWhole, seconds: 0));

    [Fact]
    public void A_volume_that_is_gone_takes_what_was_to_be_done_along()
    {
        Assert.Equal(ChangeVerdict.DidNot, Judge(Change(isFenced: true, isPreempted: false), Started, seen: null, isWhole: true, seconds: 0));
        Assert.Equal(ChangeVerdict.Happened, Judge(Change(isFenced: true, isPreempted: false), new() { IsGone = true }, seen: null, isWhole: true, seconds: 0));
    }

    [Fact]
    public void What_does_not_show_is_never_said_to_have_happened_or_not() =>
        Assert.Equal(ChangeVerdict.Unknowable, Judge(Change(isFenced: true, isPreempted: true), new() { IsInvisible = true }, Stopped, isWhole: true, seconds: 0));

    [Fact]
    public void An_expectation_looks_at_all_that_it_names()
    {
        VolumeExpectation[] met =
        [
            new() { Status = GlusterVolumeStatus.Down, ReplicaCount = 3 },
            new() { Options = new Dictionary<string, string?> { ["nfs.disable"] = "on", ["user.note"] = null } },
            new() { Has = ["node1:/b/v"], Lacks = ["node1:/b/old"] },
        ];
        VolumeExpectation[] missed =
        [
            new() { Status = GlusterVolumeStatus.Up },
            new() { ReplicaCount = 2 },
            new() { Options = new Dictionary<string, string?> { ["nfs.disable"] = null } },
            new() { Options = new Dictionary<string, string?> { ["nfs.disable"] = "off" } },
            new() { Has = ["node2:/b/v"] },
            new() { Lacks = ["node1:/b/v"] },
            new() { IsGone = true },
        ];

        Assert.All(met, static expectation => Assert.True(expectation.IsMetBy(Stopped)));
        Assert.All(missed, static expectation => Assert.False(expectation.IsMetBy(Stopped)));
        Assert.All(met, static expectation => Assert.False(expectation.IsMetBy(volume: null)));
    }

    private static ChangeVerdict Judge(VolumeChange change, VolumeExpectation expectation, VolumeDescription? seen, bool isWhole, int seconds) =>
        ChangeRule.Judge(change, expectation, seen, isWhole, Asked.AddSeconds(seconds));

    private static VolumeChange Change(bool isFenced, bool isPreempted) => new()
    {
        StepId = Guid.NewGuid(),
        JobId = Guid.NewGuid(),
        ClusterId = Guid.NewGuid(),
        VolumeId = Guid.NewGuid(),
        VolumeName = "v",
        ActionType = ActionType.StartGlusterVolume,
        IsFenced = isFenced,
        Expectation = "{}",
        EngineId = "engine",
        AskedAt = Asked,
        Preempted = isPreempted,
    };
}
