using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;
using Xunit;

namespace GlusterEngine.UnitTests.Engine.Hosts;

public sealed class HostReachTests
{
    private static readonly SshParameters Root = new(null, "root", 2222, UsesSudo: true, null);

    [Theory]
    [InlineData(null, HostTransport.Cli)]
    [InlineData(HostTransport.Cli, HostTransport.Cli)]
    [InlineData(HostTransport.Vdsm, HostTransport.Vdsm)]
    [InlineData(HostTransport.Simulated, HostTransport.Simulated)]
    public void Without_a_word_a_host_is_reached_like_the_clusters_others_else_by_cli(HostTransport? others, HostTransport expected) =>
        Assert.Equal(Described(expected, ssh: null), HostReach.Complete(Described(null, ssh: null), others is { } transport ? Host("a", transport) : null));

    [Fact]
    public void A_log_in_says_ssh_and_what_it_leaves_open_is_that_of_the_clusters_others()
    {
        var port = new SshParameters(null, null, 22, null, null);

        Assert.Equal(Described(HostTransport.Ssh, Root), HostReach.Complete(Described(null, ssh: null), Host("a", HostTransport.Ssh)));
        Assert.Equal(Described(HostTransport.Ssh, Root with { Port = 22 }), HostReach.Complete(Described(null, port), Host("a", HostTransport.Ssh)));
        Assert.Equal(Described(HostTransport.Ssh, port), HostReach.Complete(Described(null, port), Host("a", HostTransport.Cli)));
        Assert.Equal(Described(HostTransport.Ssh, port), HostReach.Complete(Described(null, port), like: null));
    }

    [Fact]
    public void Address_and_key_of_another_machine_are_not_taken() =>
        Assert.Equal(Described(HostTransport.Ssh, Root), HostReach.Complete(Described(null, ssh: null), Host("a", HostTransport.Ssh, "login", "SHA256:x")));

    [Fact]
    public void A_socket_says_cli()
    {
        var host = Described(null, ssh: null) with { GlusterdSocket = "/s" };

        Assert.Equal(host with { Transport = HostTransport.Cli }, HostReach.Complete(host, Host("a", HostTransport.Ssh)));
    }

    [Fact]
    public void The_example_is_the_first_that_is_up_else_the_first()
    {
        var (a, b) = (Host("a", HostTransport.Ssh), Host("b", HostTransport.Cli));

        Assert.Null(HostReach.Example([]));
        Assert.Same(a, HostReach.Example([a, b]));
        b.Status = HostStatus.Up;
        Assert.Same(b, HostReach.Example([a, b]));
    }

    private static AddHostParameters Described(HostTransport? transport, SshParameters? ssh) => new("n", "n", null, null, transport) { Ssh = ssh };

    private static Host Host(string address, HostTransport transport, string? ssh = null, string? fingerprint = null) => new()
    {
        Id = Guid.NewGuid(),
        ClusterId = Guid.NewGuid(),
        Name = address,
        Address = address,
        Transport = transport,
        SshAddress = ssh,
        SshUser = "root",
        SshPort = 2222,
        SshUsesSudo = true,
        SshFingerprint = fingerprint,
    };
}
