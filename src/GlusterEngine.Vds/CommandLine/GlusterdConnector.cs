using GlusterEngine.Vds.Connections;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>
/// What the <c>cli</c> transport has for a connection: whether glusterd accepts one on its socket. Each command opens its own, so nothing stays open.
/// </summary>
/// <param name="time">The clock of the round trip.</param>
internal sealed class GlusterdConnector(TimeProvider time) : IHostConnector
{
    public string UriOf(VdsHost host) => $"cli:{SocketOf(host)}";

    public async Task<ConnectionFailure?> OpenAsync(VdsHost host, CancellationToken cancellationToken) => (await PingAsync(host, cancellationToken)).Failure;

    public Task<(TimeSpan? RoundTrip, ConnectionFailure? Failure)> PingAsync(VdsHost host, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var why = GlusterdSocket.WhyDeaf(SocketOf(host));
        return Task.FromResult<(TimeSpan?, ConnectionFailure?)>(why is null
            ? (time.GetElapsedTime(started), null)
            : (null, new(ConnectionFailureCode.Unreachable, $"glusterd of {host.Name} cannot be reached on {SocketOf(host)}: {why}")));
    }

    public Task CloseAsync(VdsHost host) => Task.CompletedTask;

    private static string SocketOf(VdsHost host) => host.GlusterdSocket ?? GlusterdSocket.Default;
}
