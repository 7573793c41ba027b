namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>Makes the stream to a VDSM: TCP and TLS.</summary>
internal interface IVdsmDialer
{
    /// <summary>Connects.</summary>
    /// <exception cref="VdsmConnectException">It failed.</exception>
    Task<Stream> DialAsync(VdsmEndpoint endpoint, CancellationToken cancellationToken);
}
