using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.Vdsm.Tls;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>TLS 1.2 or later with the engine's certificate. The files are read anew each time, so a renewed certificate needs no restart.</summary>
internal sealed class TlsDialer(IOptions<VdsmOptions> options, TimeProvider time) : IVdsmDialer
{
    /// <inheritdoc/>
    public async Task<Stream> DialAsync(VdsmEndpoint endpoint, CancellationToken cancellationToken)
    {
        // OpenSSL holds for itself what a connection goes on needing.
        using var credentials = Load();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            return await ShakeHandsAsync(new NetworkStream(socket, ownsSocket: true), endpoint, credentials, cancellationToken);
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new VdsmConnectException(refused.Message, refused);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private VdsmCredentials Load()
    {
        try
        {
            var credentials = VdsmCredentials.Load(options.Value);
            if (credentials.WhyNotAt(time.GetUtcNow()) is not { } expired) return credentials;
            credentials.Dispose();
            throw new VdsmCredentialsException(expired);
        }
        catch (VdsmCredentialsException unusable)
        {
            throw new VdsmConnectException(unusable.Message, unusable) { Code = ConnectionFailureCode.NoCertificate };
        }
    }

    private async Task<Stream> ShakeHandsAsync(NetworkStream network, VdsmEndpoint endpoint, VdsmCredentials credentials, CancellationToken cancellationToken)
    {
        string? why = null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(credentials.Authorities);
        var tls = new SslStream(network);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = endpoint.Host,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    ClientCertificateContext = SslStreamCertificateContext.Create(credentials.Certificate, credentials.Chain, offline: true),
                    CertificateChainPolicy = policy,
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) => (why = PeerCertificate.WhyNot(
                        errors, (chain?.ChainStatus ?? []).Select(static state => state.Status), certificate as X509Certificate2, options.Value.VerifyHostName)) is null,
                },
                cancellationToken);
            return tls;
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException)
        {
            await tls.DisposeAsync();
            throw new VdsmConnectException(why ?? $"no TLS connection came about: {failed.InnerException?.Message ?? failed.Message}", failed)
            {
                Code = why is null ? ConnectionFailureCode.Unreachable : ConnectionFailureCode.HostUntrusted,
            };
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
