using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using GlusterEngine.Testing.Vdsm;

namespace GlusterEngine.Benchmarks.Vds;

/// <summary>A listener on loopback that takes TLS with client certificates and hands each connection on.</summary>
internal sealed class TlsPair : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource ended = new();
    private readonly Task accepting;

    public TlsPair(TestAuthority authority, Func<SslStream, CancellationToken, Task> serve)
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        accepting = AcceptAsync(authority.Issue("127.0.0.1"), serve);
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync(X509Certificate2 certificate, Func<SslStream, CancellationToken, Task> serve)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(ended.Token);
                socket.NoDelay = true;
                _ = Task.Run(() => ServeAsync(socket, certificate, serve), CancellationToken.None);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Measured.
        }
    }

    private async Task ServeAsync(Socket socket, X509Certificate2 certificate, Func<SslStream, CancellationToken, Task> serve)
    {
        await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, ClientCertificateRequired = true, RemoteCertificateValidationCallback = static (_, client, _, _) => client is not null },
                ended.Token);
            await serve(stream, ended.Token);
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has measured.
        }
    }
}
