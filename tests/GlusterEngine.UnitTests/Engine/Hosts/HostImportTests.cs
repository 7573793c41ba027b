using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;
using Xunit;

namespace GlusterEngine.UnitTests.Engine.Hosts;

public sealed class HostImportTests
{
    private static readonly Guid Cluster = Guid.NewGuid();

    [Fact]
    public void Peers_that_are_hosts_by_uuid_or_address_are_no_candidates()
    {
        var (a, b, c) = (Peer("a"), Peer("b"), Peer("c"));
        var known = Host("x", HostTransport.Ssh);
        known.PeerUuid = b.PeerUuid;

        Assert.Equal([c], HostImport.Candidates([c, b, a], [known, Host("a", HostTransport.Ssh)]));
    }

    [Fact]
    public void A_peer_is_reached_like_the_host_beside_it_unless_it_says_otherwise()
    {
        var like = Host("a", HostTransport.Ssh);

        Assert.Equal(
            new AddHostParameters("b", "b", Cluster, null, HostTransport.Ssh) { Ssh = new(null, "root", 2222, UsesSudo: true, null) },
            HostImport.Describe(new("b", null, null, null, null), like));
        Assert.Equal(
            new AddHostParameters("second", "b", Cluster, null, HostTransport.Cli, "/s"),
            HostImport.Describe(new("b", "second", HostTransport.Cli, "/s", null), like));
    }

    [Fact]
    public void What_is_no_candidate_or_cannot_be_reached_is_refused()
    {
        var candidates = new[] { Peer("b") };

        Assert.Empty(HostImport.Refuse([new("b", null, null, null, null)], candidates, Host("a", HostTransport.Ssh)));
        Assert.Contains("'c'", Assert.Single(HostImport.Refuse([new("c", null, null, null, null)], candidates, Host("a", HostTransport.Ssh))).Text, StringComparison.Ordinal);
        Assert.Contains("glusterd_socket", Assert.Single(HostImport.Refuse([new("b", null, null, null, null)], candidates, Host("a", HostTransport.Cli))).Text, StringComparison.Ordinal);
        Assert.Contains("add one host first", Assert.Single(HostImport.Refuse([new("b", null, null, null, null)], candidates, like: null)).Text, StringComparison.Ordinal);
    }

    private static GlusterServer Peer(string name) => new() { PeerUuid = Guid.NewGuid(), ClusterId = Cluster, Hostname = name };

    private static Host Host(string address, HostTransport transport) => new()
    {
        Id = Guid.NewGuid(),
        ClusterId = Cluster,
        Name = address,
        Address = address,
        Transport = transport,
        SshUser = "root",
        SshPort = 2222,
        SshUsesSudo = true,
    };
}
