using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;
using Xunit;

namespace GlusterEngine.UnitTests.Engine.Hosts;

public sealed class SshRefusalsTests
{
    private const string Fingerprint = "SHA256:ZHkWME1ly+Iahxwjxi4ag67rAka5Kq4Bnwn+RLcpMM8";

    [Fact]
    public void A_log_in_that_is_well_described_is_taken() =>
        Assert.Empty(SshRefusals.Add(Host(HostTransport.Ssh, new("gluster-1.example", "root", 2222, UsesSudo: true, Fingerprint))));

    [Theory]
    [InlineData("-oProxyCommand=x", null, null, null)]
    [InlineData("a b", null, null, null)]
    [InlineData(null, "-l", null, null)]
    [InlineData(null, "a b", null, null)]
    [InlineData(null, null, 0, null)]
    [InlineData(null, null, 65536, null)]
    [InlineData(null, null, null, "MD5:aa")]
    [InlineData(null, null, null, "SHA256:short")]
    public void Anything_that_is_none_of_its_kind_is_refused(string? address, string? user, int? port, string? fingerprint) =>
        Assert.Single(SshRefusals.Add(Host(HostTransport.Ssh, new(address, user, port, UsesSudo: false, fingerprint))));

    [Fact]
    public void Another_transport_is_not_logged_in_to() =>
        Assert.Contains("not to cli", Assert.Single(SshRefusals.Add(Host(HostTransport.Cli, new(null, "root", null, UsesSudo: false, null)))).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(HostTransport.Ssh, "SHA256:x", "SHA256:x", true)]
    [InlineData(HostTransport.Ssh, "SHA256:x", "SHA256:y", false)]
    [InlineData(HostTransport.Ssh, null, "SHA256:y", false)]
    [InlineData(HostTransport.Ssh, "SHA256:x", null, false)]
    [InlineData(HostTransport.Cli, "SHA256:x", "SHA256:x", false)]
    public void Only_the_key_that_the_host_shows_is_accepted(HostTransport transport, string? named, string? offered, bool isAccepted)
    {
        var host = new Host { Id = Guid.NewGuid(), ClusterId = Guid.NewGuid(), Name = "node1", Address = "node1", Transport = transport };

        Assert.Equal(isAccepted, !SshRefusals.Accept(host, named, offered).Any());
    }

    private static AddHostParameters Host(HostTransport transport, SshParameters ssh) => new("node1", "node1", null, null, transport) { Ssh = ssh };
}
