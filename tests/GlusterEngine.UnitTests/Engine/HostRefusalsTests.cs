using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class HostRefusalsTests
{
    private static readonly AddHostParameters Good = new("node1", "node1.example", ClusterId: null, ClusterName: null, HostTransport.Cli);

    [Theory]
    [InlineData("node1")]
    [InlineData("node-1.example.org")]
    [InlineData("192.0.2.7")]
    [InlineData("2001:db8::7")]
    [InlineData("::1")]
    [InlineData("::ffff:192.0.2.7")]
    public void A_host_name_or_an_address_will_do(string address) => Assert.Empty(HostRefusals.Add(Good with { Address = address }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("node 1")]
    [InlineData("-oProxyCommand=x")]
    [InlineData("node1;reboot")]
    [InlineData("node1:24007")]
    [InlineData("[::1]")]
    [InlineData("[::1]:24007")]
    [InlineData("fe80::1%eth0")]
    [InlineData("::1%\n")]
    [InlineData("::1%-x y")]
    [InlineData("::1/64")]
    public void What_is_neither_a_host_name_nor_an_address_is_refused(string? address) => Assert.Equal(
        [new("ACTION_TYPE_FAILED_INVALID_VDS_HOSTNAME", $"Cannot add Host. '{address}' is neither a host name nor an IP address.",
            RefusalKind.BadParameters)],
        HostRefusals.Add(Good with { Address = address }));

    [Fact]
    public void An_address_has_at_most_255_characters()
    {
        Assert.Empty(HostRefusals.Add(Good with { Address = new string('a', 255) }));
        Assert.Single(HostRefusals.Add(Good with { Address = new string('a', 256) }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("node/1")]
    public void A_name_has_letters_digits_and_a_few_signs(string? name) => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_NAME_MAY_NOT_CONTAIN_SPECIAL_CHARS",
                $"'{name}' cannot be the name of a host: use 1 to 255 letters, digits, '.', '_' or '-'.", RefusalKind.BadParameters),
        ],
        HostRefusals.Add(Good with { Name = name }));

    [Fact]
    public void A_host_of_this_machine_may_have_a_socket_of_its_own() =>
        Assert.Empty(HostRefusals.Add(Good with { GlusterdSocket = "/" + new string('s', 106) }));

    [Theory]
    [InlineData("")]
    [InlineData("run/glusterd.socket")]
    [InlineData("/run/gluster\nd.socket")]
    [InlineData("/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678")]
    public void A_socket_is_a_short_absolute_path(string socket) => Assert.Equal(
        [new("ACTION_TYPE_FAILED_BAD_SOCKET", $"Cannot add Host. '{socket}' is no absolute path of at most 107 characters.",
            RefusalKind.BadParameters)],
        HostRefusals.Add(Good with { GlusterdSocket = socket }));

    [Fact]
    public void A_socket_belongs_to_the_command_line() => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_SOCKET_NEEDS_CLI",
                "Cannot add Host. glusterd_socket belongs to transport cli, not to simulated.", RefusalKind.BadParameters),
        ],
        HostRefusals.Add(Good with { Transport = HostTransport.Simulated, GlusterdSocket = "/run/glusterd.socket" }));

    [Fact]
    public void All_reasons_are_told_at_once() => Assert.Equal(
        ["ACTION_TYPE_FAILED_NAME_MAY_NOT_CONTAIN_SPECIAL_CHARS", "ACTION_TYPE_FAILED_INVALID_VDS_HOSTNAME",
            "ACTION_TYPE_FAILED_BAD_SOCKET"],
        HostRefusals.Add(new(Name: null, Address: null, ClusterId: null, ClusterName: null, HostTransport.Cli, GlusterdSocket: "x"))
            .Select(static refusal => refusal.Key));
}
