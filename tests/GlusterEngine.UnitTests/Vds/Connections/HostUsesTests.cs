using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Connections;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Connections;

public sealed class HostUsesTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);
    private static readonly VdsHost Host = new(Guid.NewGuid(), Guid.NewGuid(), "host", "192.0.2.1", HostTransport.Vdsm, GlusterdSocket: null);

    private readonly VirtualTime time = new();

    [Fact]
    public void A_host_is_idle_once_after_its_last_use_has_ended_long_enough_ago()
    {
        var uses = new HostUses(time);
        var first = uses.Begin(Host);
        var second = uses.Begin(Host);
        time.Advance(Idle);
        Assert.Empty(uses.TakeIdle(Idle));

        first.Dispose();
        time.Advance(Idle);
        Assert.Empty(uses.TakeIdle(Idle));

        second.Dispose();
        time.Advance(Idle / 2);
        Assert.Empty(uses.TakeIdle(Idle));
        time.Advance(Idle / 2);
        Assert.Equal([Host], uses.TakeIdle(Idle));
        Assert.Empty(uses.TakeIdle(Idle));
    }
}
