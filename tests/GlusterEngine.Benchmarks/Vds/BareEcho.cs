using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace GlusterEngine.Benchmarks.Vds;

/// <summary>Requests and answers of given sizes over TLS, and nothing else: what the machine can do.</summary>
internal static class BareEcho
{
    /// <summary>Answers each <paramref name="sizes"/>.Request bytes with as many of the answer.</summary>
    public static async Task ServeAsync(SslStream stream, (int Request, int Answer) sizes, CancellationToken cancellationToken)
    {
        var (request, answer) = (new byte[64 * 1024], new byte[sizes.Answer * 64]);
        var waiting = 0;
        while (await stream.ReadAsync(request, cancellationToken) is var length and > 0)
        {
            waiting += length;
            while (waiting >= sizes.Request)
            {
                var whole = Math.Min(64, waiting / sizes.Request);
                await stream.WriteAsync(answer.AsMemory(0, whole * sizes.Answer), cancellationToken);
                waiting -= whole * sizes.Request;
            }
        }
    }

    /// <summary>Connects, asks until the time is up with so many requests under way, and counts the answers.</summary>
    public static async Task<double> RateAsync(int port, X509Certificate2 certificate, (int Request, int Answer) sizes, (int AtATime, TimeSpan Time) load, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port, cancellationToken);
        await using var stream = new SslStream(new NetworkStream(socket));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", ClientCertificates = [certificate], RemoteCertificateValidationCallback = static (_, server, _, _) => server is not null },
            cancellationToken);
        var (request, answers) = (new byte[sizes.Request * load.AtATime], new byte[64 * 1024]);
        var (answered, bytes, free, started) = (0L, 0, load.AtATime, TimeProvider.System.GetTimestamp());
        while (TimeProvider.System.GetElapsedTime(started) < load.Time)
        {
            await stream.WriteAsync(request.AsMemory(0, free * sizes.Request), cancellationToken);
            for (free = 0; free == 0; bytes %= sizes.Answer)
            {
                bytes += await stream.ReadAsync(answers, cancellationToken);
                free = bytes / sizes.Answer;
            }

            answered += free;
        }

        return answered / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }
}
