using GlusterEngine.Engine.Changes;
using Xunit;

namespace GlusterEngine.UnitTests.Changes;

/// <summary>What the step of a change without answer says while it waits.</summary>
public sealed class ChangeWaitTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_says_for_what_and_since_when_and_keeps_that_until_it_waits_for_something_else()
    {
        var host = ChangeWait.ForHost("c", "node1 non_responsive since 2026-03-02 09:59:00Z");
        var waiting = ChangeWait.Describe("Executing", host, Now);

        Assert.Equal(
            "Executing: host unresponsive: no host of cluster c tells of it (node1 non_responsive since 2026-03-02 09:59:00Z). "
            + "The engine asks again and goes on by itself; what nobody will ever tell is given up by releaselease of the volume. It waits since 2026-03-02 10:00:00Z",
            waiting);
        Assert.Equal(waiting, ChangeWait.Describe(waiting, host, Now.AddMinutes(5)));
        Assert.Equal(
            "Executing: gluster does not show it. That counts only once all peers are connected, and node2 is not connected: bring back what is away, "
            + "or give the change up by releaselease of the volume if it is lost. The engine asks again and goes on by itself. It waits since 2026-03-02 10:05:00Z",
            ChangeWait.Describe(waiting, ChangeWait.ForPeers("node2 is not connected"), Now.AddMinutes(5)));
        Assert.Equal("Executing", ChangeWait.Describe(waiting, reason: null, Now.AddMinutes(6)));
    }
}
