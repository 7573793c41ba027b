using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.Vdsm.Connection;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>The connections of the <c>vdsm</c> transport, for who keeps them.</summary>
/// <param name="links">The connections.</param>
/// <param name="options">How long a sign of life is waited for.</param>
/// <param name="time">The clock of the round trip.</param>
internal sealed class VdsmConnector(VdsmLinks links, IOptions<VdsmOptions> options, TimeProvider time) : IHostConnector
{
    private static readonly VdsmRequest Ping = new("Host.ping2");

    /// <inheritdoc/>
    public string UriOf(VdsHost host) => $"vdsm+tls://{links.EndpointOf(host.Address)}";

    /// <inheritdoc/>
    public Task<ConnectionFailure?> OpenAsync(VdsHost host, CancellationToken cancellationToken) => links.To(host.Address).OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<(TimeSpan? RoundTrip, ConnectionFailure? Failure)> PingAsync(VdsHost host, CancellationToken cancellationToken)
    {
        var (started, limit) = (time.GetTimestamp(), TimeSpan.FromSeconds(options.Value.ConnectSeconds));
        var answer = await links.To(host.Address).CallAsync(Ping, limit, cancellationToken);
        var took = time.GetElapsedTime(started);
        return answer switch
        {
            VdsmAnswer.Failed { Error: { Code: VdsmErrorCode.NotReady } error } => (null, new(ConnectionFailureCode.NotReady, $"VDSM of {host.Name} is starting. It said: {error.Message}")),
            VdsmAnswer.NotSent notSent => (null, Failure(notSent.Reason)),
            VdsmAnswer.Lost lost => (null, Failure(lost.Reason)),
            // Any other word of VDSM is a sign of life as well.
            _ => (took, null),
        };

        // A timer may ring a little before the clock says so.
        ConnectionFailure Failure(string reason) => new(took < limit - TimeSpan.FromMilliseconds(100) ? ConnectionFailureCode.Unreachable : ConnectionFailureCode.TimedOut, reason);
    }

    /// <inheritdoc/>
    public Task CloseAsync(VdsHost host) => links.CloseAsync(host.Address);
}
