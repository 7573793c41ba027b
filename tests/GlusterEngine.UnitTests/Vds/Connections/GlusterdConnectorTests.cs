using System.Net.Sockets;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Connections;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Connections;

public sealed class GlusterdConnectorTests
{
    private readonly GlusterdConnector _connector = new(TimeProvider.System);

    [Fact]
    public async Task A_socket_that_accepts_is_a_connection_and_one_that_does_not_says_why()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");
        var host = HostAt(path);
        using (var glusterd = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            glusterd.Bind(new UnixDomainSocketEndPoint(path));
            glusterd.Listen();

            Assert.Null(await _connector.OpenAsync(host, CancellationToken.None));
            Assert.NotNull((await _connector.PingAsync(host, CancellationToken.None)).RoundTrip);
        }

        var failure = await _connector.OpenAsync(host, CancellationToken.None);
        Assert.Equal(ConnectionFailureCode.Unreachable, failure?.Code);
        Assert.StartsWith($"glusterd of node1 cannot be reached on {path}: ", failure!.Text, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Its_uri_is_the_path_of_the_socket() =>
        Assert.Equal(("cli:/srv/node1/glusterd.socket", "cli:/var/run/glusterd.socket"), (_connector.UriOf(HostAt("/srv/node1/glusterd.socket")), _connector.UriOf(HostAt(socket: null))));

    private static VdsHost HostAt(string? socket) => new(Guid.NewGuid(), Guid.NewGuid(), "node1", "127.0.0.1", HostTransport.Cli, socket);
}
