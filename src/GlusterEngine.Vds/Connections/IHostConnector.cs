namespace GlusterEngine.Vds.Connections;

/// <summary>The link of a transport to a host, for who keeps it alive. Verbs use the same link, and open it themselves where nobody did.</summary>
public interface IHostConnector
{
    /// <summary>Address of the link, such as <c>ssh://root@gluster1</c>. Hosts with equal addresses share it.</summary>
    string UriOf(VdsHost host);

    /// <summary>Opens the link, unless it is open.</summary>
    /// <returns>Null when it is open now; else why not.</returns>
    Task<ConnectionFailure?> OpenAsync(VdsHost host, CancellationToken cancellationToken);

    /// <summary>Asks over the open link for a sign of life.</summary>
    /// <returns>How long there and back took; null, and why, when the link cannot be used.</returns>
    Task<(TimeSpan? RoundTrip, ConnectionFailure? Failure)> PingAsync(VdsHost host, CancellationToken cancellationToken);

    /// <summary>Closes the link, if it is open. What verbs are doing over it then has an unknown outcome.</summary>
    Task CloseAsync(VdsHost host);
}
