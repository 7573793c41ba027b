using GlusterEngine.Engine.Connections;
using GlusterEngine.Vds.Connections;
using Xunit;

namespace GlusterEngine.UnitTests.Engine.Connections;

public sealed class ConnectionStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly ConnectionFailure Broken = new(ConnectionFailureCode.Unreachable, "broken");

    [Fact]
    public void A_connection_tells_since_when_it_lives_and_what_failed_last()
    {
        var state = new ConnectionState("ssh://a", IsConnected: false, Start, null, null, null);

        var failed = state.After(Broken, null, At(1));
        var open = failed.After(null, TimeSpan.FromMilliseconds(2), At(2));
        var later = open.After(null, TimeSpan.FromMilliseconds(3), At(3));
        var lost = later.After(Broken, null, At(4));

        Assert.Equal(new("ssh://a", IsConnected: false, Start, null, Broken, At(1)), failed);
        Assert.Equal(new("ssh://a", IsConnected: true, At(2), TimeSpan.FromMilliseconds(2), Broken, At(1)), open);
        Assert.Equal(new("ssh://a", IsConnected: true, At(2), TimeSpan.FromMilliseconds(3), Broken, At(1)), later);
        Assert.Equal(new("ssh://a", IsConnected: false, At(4), null, Broken, At(4)), lost);
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0.75)]
    [InlineData(2, 0, 2)]
    [InlineData(4, 0.5, 7)]
    [InlineData(6, 0, 32)]
    [InlineData(7, 0, 60)]
    [InlineData(1000, 0, 60)]
    public void Pauses_grow_to_a_minute_and_differ(int failures, double chance, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ReconnectPause.After(failures, chance));

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);
}
