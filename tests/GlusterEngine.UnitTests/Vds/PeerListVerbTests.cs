using GlusterEngine.Vds.Hosts;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class PeerListVerbTests
{
    [Fact]
    public void The_host_that_answers_is_among_the_peers_as_itself() => Assert.Equal(
        [
            new PeerDescription(Recorded.Peer2, "127.1.5.2", IsConnected: true, IsSelf: false),
            new PeerDescription(Recorded.Peer3, "127.1.5.3", IsConnected: true, IsSelf: false),
            new PeerDescription(Recorded.Peer1, "localhost", IsConnected: true, IsSelf: true),
        ],
        Recorded.Value("pool-list.xml", new PeerListVerb()));

    [Fact]
    public void A_peer_that_is_down_is_listed_as_not_connected() => Assert.Equal(
        [
            new PeerDescription(Recorded.Peer2, "127.1.5.2", IsConnected: false, IsSelf: false),
            new PeerDescription(Recorded.Peer3, "127.1.5.3", IsConnected: true, IsSelf: false),
            new PeerDescription(Recorded.Peer1, "localhost", IsConnected: true, IsSelf: true),
        ],
        Recorded.Value("pool-list-one-down.xml", new PeerListVerb()));
}
