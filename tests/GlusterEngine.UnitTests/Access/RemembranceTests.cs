using GlusterEngine.Server.Access;
using Xunit;

namespace GlusterEngine.UnitTests.Access;

public sealed class RemembranceTests
{
    [Theory]
    [InlineData(30, null, 30)]
    [InlineData(300, null, 300)]
    [InlineData(300, 30, 90)]
    [InlineData(30, 30, 30)]
    [InlineData(30, 1, 3)]
    [InlineData(300, 525_600, 300)]
    [InlineData(0, 30, 0)]
    public void A_token_is_remembered_for_a_small_part_of_its_idle_time(int setting, int? idleMinutes, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Remembrance.For(setting, idleMinutes));
}
