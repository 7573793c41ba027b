using GlusterEngine.Wire;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class WireBooleanTests
{
    [Theory]
    [InlineData("t")]
    [InlineData("true")]
    [InlineData("Y")]
    [InlineData("YES")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData(null)]
    public void A_parameter_that_is_present_is_true_by_these_words_or_by_none(string? text)
    {
        Assert.True(WireBoolean.TryParseQuery(text, out var value));
        Assert.True(value);
    }

    [Theory]
    [InlineData("f")]
    [InlineData("False")]
    [InlineData("n")]
    [InlineData("NO")]
    [InlineData("0")]
    public void A_parameter_is_false_by_these_words(string text)
    {
        Assert.True(WireBoolean.TryParseQuery(text, out var value));
        Assert.False(value);
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("2")]
    [InlineData("truee")]
    public void Any_other_word_means_nothing(string text) => Assert.False(WireBoolean.TryParseQuery(text, out _));
}
