using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class HealCountVerbTests
{
    private static readonly HealCountVerb Verb = new("rep3");

    [Fact]
    public void A_brick_that_is_away_has_no_count() => Assert.Equal(
        [new(Brick(1), 0), new(Brick(2), Entries: null), new(Brick(3), 0)],
        Recorded.Value("heal-count-node-down.txt", Verb));

    [Theory]
    [InlineData("heal-count-not-replicated.txt", GlusterErrorMeaning.NotReplicated)]
    [InlineData("heal-count-dispersed.txt", GlusterErrorMeaning.NotReplicated)]
    [InlineData("heal-count-not-started.txt", GlusterErrorMeaning.VolumeNotStarted)]
    [InlineData("heal-count-unknown.txt", GlusterErrorMeaning.VolumeNotFound)]
    public void A_refusal_in_plain_text_is_one(string file, GlusterErrorMeaning meaning) =>
        Assert.Equal(meaning, Assert.IsType<VdsReply<IReadOnlyList<BrickHealCount>>.Refused>(Recorded.Reply(file, Verb)).Error.Meaning);

    [Fact]
    public void A_change_that_is_refused_in_plain_text_may_have_happened()
    {
        var outcome = new CommandOutcome.Exited(1, "", "Volume rep3 does not exist");

        Assert.IsType<VdsReply<bool>.Unknown>(ReplyInterpreter.Read(new VolumeSetVerb("rep3", "user.note", "x"), outcome, TimeSpan.Zero));
    }

    private static BrickAddress Brick(int node) => new($"127.1.5.{node}", $"/tmp/lv/{node}/bricks/rep3");
}
