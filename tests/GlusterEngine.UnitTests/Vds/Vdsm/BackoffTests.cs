using GlusterEngine.Vds.Vdsm.Connection;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

public sealed class BackoffTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 8)]
    [InlineData(5, 15)]
    [InlineData(int.MaxValue, 15)]
    public void The_pause_doubles_up_to_its_limit(int failures, double seconds) => Assert.Equal(seconds, Backoff.After(failures, Longest, draw: 0).TotalSeconds);

    [Fact]
    public void Up_to_half_of_it_is_taken_off_at_random() => Assert.Equal(7.5, Backoff.After(9, Longest, draw: 1).TotalSeconds);

    [Theory]
    [InlineData("24000,24000", 12.0, 36.0, 12.0)]
    [InlineData("0,24000", 12.0, null, 12.0)]
    [InlineData("24000,0", null, 36.0, 9.0)]
    [InlineData("0,0", null, null, 60.0)]
    [InlineData(null, null, null, 60.0)]
    [InlineData("nonsense", null, null, 60.0)]
    [InlineData("-5,7", null, null, 60.0)]
    public void Heart_beats_follow_from_what_both_said(string? header, double? interval, double? silence, double period)
    {
        var plan = HeartbeatPlan.Of(header, TimeSpan.FromSeconds(24));

        Assert.Equal((interval, silence, period), (plan.Interval?.TotalSeconds, plan.Silence?.TotalSeconds, plan.Period.TotalSeconds));
    }
}
