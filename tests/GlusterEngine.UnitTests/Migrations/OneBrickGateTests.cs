using GlusterEngine.Engine.Bricks;
using GlusterEngine.Model.Bricks;
using Xunit;

namespace GlusterEngine.UnitTests.Migrations;

/// <summary>Whether one brick may be emptied so that the others of its set fill it again.</summary>
public sealed class OneBrickGateTests
{
    private static readonly BrickAddress Leaving = new("h1", "/b");
    private static readonly BrickAddress Second = new("h2", "/b");
    private static readonly BrickAddress Third = new("h3", "/b");

    /// <summary>Three copies, all up, and nothing to heal.</summary>
    private static readonly OneBrickEvidence Green = new(Leaving, [(Second, false), (Third, false)], Needed: 1)
    {
        Online = new HashSet<BrickAddress> { Leaving, Second, Third },
        Heals = [new(Leaving, 0), new(Second, 0), new(Third, 0)],
    };

    /// <summary>Two copies.</summary>
    private static readonly OneBrickEvidence Pair = Green with { Rest = [(Second, false)] };

    private static readonly HashSet<BrickAddress> WithoutLeaving = [Second, Third];

    [Fact]
    public void Where_all_copies_are_up_and_nothing_waits_for_a_heal_the_gate_is_green() => Assert.True(OneBrickGate.Judge(Green).IsGreen);

    [Fact]
    public void Entries_of_a_brick_that_stays_close_the_gate_with_their_count() => AssertFinding(
        Green with { Heals = [new(Leaving, 0), new(Second, 7), new(Third, 0)] }, "HEAL_PENDING", "7 entries of brick h2:/b of the same set wait for a heal.", mayBeOverridden: true);

    [Fact]
    public void Entries_of_the_brick_itself_close_the_gate_since_it_is_ahead_of_others() => AssertFinding(
        Green with { Heals = [new(Leaving, 3), new(Second, 0), new(Third, 0)] },
        "HEAL_PENDING", "3 entries of brick h1:/b itself wait for a heal: it holds what others of its set lack.", mayBeOverridden: true);

    [Fact]
    public void A_copy_that_does_not_tell_closes_the_gate() => AssertFinding(
        Green with { Heals = [new(Leaving, 0), new(Second, null), new(Third, 0)] }, "HEAL_UNKNOWN", "Brick h2:/b of the same set did not tell whether a heal is pending.", mayBeOverridden: true);

    [Fact]
    public void A_copy_that_gluster_does_not_count_at_all_did_not_tell() => AssertFinding(
        Green with { Heals = [new(Leaving, 0), new(Second, 0)] }, "HEAL_UNKNOWN", "Brick h3:/b of the same set did not tell whether a heal is pending.", mayBeOverridden: true);

    [Fact]
    public void A_dead_brick_of_three_may_leave_when_nothing_waits_at_the_others() =>
        Assert.True(OneBrickGate.Judge(Green with { Online = WithoutLeaving, Heals = [new(Leaving, null), new(Second, 0), new(Third, 0)] }).IsGreen);

    [Fact]
    public void A_dead_brick_of_two_may_have_been_the_only_one_that_took_a_write() => AssertFinding(
        Pair with { Online = WithoutLeaving, Heals = [new(Leaving, null), new(Second, 0)] },
        "HEAL_UNKNOWN", "Brick h1:/b is down and did not tell whether it holds what h2:/b lacks.", mayBeOverridden: true);

    [Fact]
    public void A_brick_that_is_up_has_to_tell_itself() => AssertFinding(
        Green with { Heals = [new(Leaving, null), new(Second, 0), new(Third, 0)] }, "HEAL_UNKNOWN", "Brick h1:/b is up and did not tell whether a heal is pending.", mayBeOverridden: true);

    [Fact]
    public void Without_any_copy_that_is_up_nobody_passes() => AssertFinding(
        Green with { Online = new HashSet<BrickAddress> { Leaving } }, "COPIES_DOWN", "Too few bricks are up to fill h1:/b again: h2:/b, h3:/b not.", mayBeOverridden: false);

    [Fact]
    public void An_arbiter_fills_no_brick() => AssertFinding(
        Green with { Rest = [(Second, false), (Third, true)], Online = new HashSet<BrickAddress> { Leaving, Third } },
        "COPIES_DOWN", "Too few bricks are up to fill h1:/b again: h2:/b not.", mayBeOverridden: false);

    [Fact]
    public void A_dispersed_set_needs_as_many_others_as_hold_its_data() => AssertFinding(
        Green with { Needed = 2, Online = new HashSet<BrickAddress> { Leaving, Second } }, "COPIES_DOWN", "Too few bricks are up to fill h1:/b again: h3:/b not.", mayBeOverridden: false);

    [Fact]
    public void What_gluster_does_not_count_or_tell_closes_the_gate()
    {
        AssertFinding(Green with { Heals = null, HealsAreUncounted = true }, "HEAL_UNKNOWN", "Whether a heal is pending is not known: gluster counts heals of replicated volumes only.", mayBeOverridden: true);
        AssertFinding(Green with { Heals = null, Problem = "no host is up" }, "HEAL_UNKNOWN", "Whether a heal is pending could not be read: no host is up", mayBeOverridden: true);
        AssertFinding(Green with { Online = null, Problem = "no host is up" }, "STATES_UNREADABLE", "Which bricks beside h1:/b are up could not be read: no host is up", mayBeOverridden: true);
    }

    private static void AssertFinding(OneBrickEvidence evidence, string key, string text, bool mayBeOverridden)
    {
        var finding = Assert.Single(OneBrickGate.Judge(evidence).Findings);
        Assert.Equal((key, text, mayBeOverridden), (finding.Key, finding.Text, finding.MayBeOverridden));
        Assert.EndsWith(".", finding.Next, StringComparison.Ordinal);
    }
}
