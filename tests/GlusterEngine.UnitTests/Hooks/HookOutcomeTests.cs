using GlusterEngine.Engine.Hooks;
using GlusterEngine.Vds;
using Xunit;
using static GlusterEngine.UnitTests.Hooks.HookSketch;

namespace GlusterEngine.UnitTests.Hooks;

public sealed class HookOutcomeTests
{
    private static readonly VdsReply<bool> Done = new VdsReply<bool>.Answered(true);
    private static readonly VdsReply<bool> Away = new VdsReply<bool>.Unreachable("nobody is there");
    private static readonly VdsReply<bool> NotThere = new VdsReply<bool>.Refused(new(-1, 0, "not there", GlusterErrorMeaning.HookNotFound));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_all_hosts_did_is_done(bool sufficesInPart)
    {
        var outcome = HookOutcome.Of([(One, Done), (Two, Done)], [], sufficesInPart);

        Assert.True(outcome.IsDone);
        Assert.Empty(outcome.Problems);
        Assert.Equal([One.Id, Two.Id], outcome.Done);
    }

    [Fact]
    public void What_one_host_did_is_enough_for_a_switch_and_the_others_are_named()
    {
        var outcome = HookOutcome.Of([(One, Done), (Two, NotThere)], [Three], sufficesInPart: true);

        Assert.Equal((true, "two: not there; three: it is not up"), (outcome.IsDone, outcome.Reason));
    }

    [Fact]
    public void What_one_host_did_is_not_enough_for_anything_else()
    {
        var outcome = HookOutcome.Of([(One, Done), (Two, NotThere)], [], sufficesInPart: false);

        Assert.Equal((false, false, "two: not there", GlusterErrorMeaning.HookNotFound), (outcome.IsDone, outcome.IsUnreachable, outcome.Error!.Text, outcome.Error.Meaning));
        Assert.Equal([One.Id], outcome.Done);
    }

    [Fact]
    public void When_no_host_could_be_asked_nothing_was_changed()
    {
        Assert.True(HookOutcome.Of([(One, Away), (Two, Away)], [], sufficesInPart: true).IsUnreachable);
        Assert.False(HookOutcome.Of([(One, Away), (Two, NotThere)], [], sufficesInPart: true).IsUnreachable);
        Assert.False(HookOutcome.Of([(One, Away), (Two, Done)], [], sufficesInPart: false).IsUnreachable);
    }
}
