using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>The connections to all hosts, one each.</summary>
internal sealed class VdsmLinks(IVdsmDialer dialer, IOptions<VdsmOptions> options, TimeProvider time, ILogger<VdsmLinks> logger) : IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<VdsmEndpoint, VdsmLink> links = new();

    /// <summary>Where the VDSM of a host listens.</summary>
    /// <param name="host">Name or address of it.</param>
    public VdsmEndpoint EndpointOf(string host) => new(host, options.Value.Port);

    /// <summary>The link to a host.</summary>
    /// <param name="host">Name or address of it.</param>
    public VdsmLink To(string host) =>
        links.GetOrAdd(EndpointOf(host), static (endpoint, own) => new VdsmLink(endpoint, own.Dialer, own.Options, own.Time, own.Logger), (Dialer: dialer, Options: options, Time: time, Logger: logger));

    /// <summary>Ends the link to a host; the next who needs it opens another.</summary>
    /// <param name="host">Name or address of it.</param>
    public async Task CloseAsync(string host)
    {
        if (links.TryRemove(EndpointOf(host), out var link)) await link.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(links.Values.Select(static link => link.DisposeAsync().AsTask()));

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
