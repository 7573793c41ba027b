using GlusterEngine.Vds.Connections;

namespace GlusterEngine.Vds.Ssh;

/// <summary>The multiplexed connections of the <c>ssh</c> transport, for who keeps them.</summary>
internal sealed class SshConnector(SshLinks links, SshHostKeyReader reader) : IHostConnector
{
    public string UriOf(VdsHost host) => host.Ssh!.Uri;

    public async Task<ConnectionFailure?> OpenAsync(VdsHost host, CancellationToken cancellationToken) =>
        // Why no key was shown yet tells more than that none was.
        host.Ssh!.HostKey is null && (await reader.ReadAsync(host.Ssh, cancellationToken)).Failure is { } failure ? failure : await links.Of(host.Ssh).OpenAsync(cancellationToken);

    public Task<(TimeSpan? RoundTrip, ConnectionFailure? Failure)> PingAsync(VdsHost host, CancellationToken cancellationToken) =>
        links.Of(host.Ssh!).PingAsync().WaitAsync(cancellationToken);

    public Task CloseAsync(VdsHost host)
    {
        links.Close(host.Ssh!);
        return Task.CompletedTask;
    }
}
