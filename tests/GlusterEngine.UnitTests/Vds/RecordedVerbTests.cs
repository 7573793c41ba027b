using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class RecordedVerbTests
{
    [Fact]
    public void A_verb_is_said_exactly_as_it_was_recorded() => Assert.All(RecordedVerb.All, static verb => Assert.Equal(verb.Answer.Arguments, verb.CommandLine));

    [Fact]
    public void Every_verb_was_recorded_more_than_once() => Assert.True(RecordedVerb.All.Count > 60);
}
