using GlusterEngine.Server.Access;
using Xunit;

namespace GlusterEngine.UnitTests.Access;

public sealed class LockOutRuleTests
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(4, null)]
    [InlineData(5, 5)]
    [InlineData(6, 10)]
    [InlineData(7, 20)]
    [InlineData(12, 640)]
    [InlineData(13, 900)]
    [InlineData(int.MaxValue, 900)]
    public void A_pause_begins_with_the_fifth_failure_and_doubles_up_to_a_quarter_of_an_hour(int failures, int? seconds) =>
        Assert.Equal(seconds, LockOutRule.PauseAfter(failures, new())?.TotalSeconds);

    [Theory]
    [InlineData(900, 1800)]
    [InlineData(1, 10)]
    public void Failures_are_remembered_for_longer_than_any_pause(int longest, int seconds) =>
        Assert.Equal(seconds, LockOutRule.ForgottenAfter(new() { LockMaxSeconds = longest }).TotalSeconds);
}
