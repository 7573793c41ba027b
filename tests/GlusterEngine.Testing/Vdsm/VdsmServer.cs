using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>
/// A VDSM in this process as far as the wire goes: TLS with client certificates, STOMP 1.2 and JSON-RPC 2.0 as spec/vdsm.md 1 has them. What a client may
/// not do it refuses as VDSM does, and notes in <see cref="Violations"/>. What the verbs do is given to it.
/// </summary>
public sealed class VdsmServer : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<VdsmServerConnection, Task> connections = new();
    private readonly X509Certificate2 certificate;
    private readonly X509Certificate2? authority;
    private readonly Task accepting;

    /// <param name="address">Address of this machine.</param>
    /// <param name="port">Port; 0 for any.</param>
    /// <param name="certificate">Its certificate.</param>
    /// <param name="authority">Who must have signed the client's; null takes any client's.</param>
    /// <param name="verbs">What the verbs do.</param>
    public VdsmServer(IPAddress address, int port, X509Certificate2 certificate, X509Certificate2? authority, Func<string, JsonObject, Task<VdsmServerReply>> verbs)
    {
        (this.certificate, this.authority, Verbs) = (certificate, authority, verbs);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(backlog: 5);
        accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public VdsmFaults Faults { get; } = new();

    /// <summary>What clients did that they may not.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>The methods that were asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Connections that got as far as CONNECTED, ever.</summary>
    public int Sessions { get; internal set; }

    /// <summary>Connections that are open.</summary>
    public int Open => connections.Count;

    /// <summary>Connections that said DISCONNECT.</summary>
    public int Farewells { get; internal set; }

    /// <summary>Heart-beats of clients.</summary>
    public int Heartbeats { get; internal set; }

    internal IEnumerable<VdsmServerConnection> Connections => connections.Keys;

    internal Func<string, JsonObject, Task<VdsmServerReply>> Verbs { get; }

    /// <summary>Ids that were used, by anybody.</summary>
    internal ConcurrentDictionary<string, bool> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>Closes all connections.</summary>
    public void Drop()
    {
        foreach (var connection in connections.Keys) connection.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        Drop();
        await accepting;
        await Task.WhenAll(connections.Values);
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var socket = await listener.AcceptAsync(ended.Token);
                socket.NoDelay = true;
                var connection = new VdsmServerConnection(this, new SslStream(new NetworkStream(socket, ownsSocket: true)));
                var serving = new TaskCompletionSource();
                connections[connection] = serving.Task;
                _ = ServeAsync(connection, serving);
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(VdsmServerConnection connection, TaskCompletionSource serving)
    {
        try
        {
            await Task.Run(() => connection.ServeAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate,
                    ClientCertificateRequired = true,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    RemoteCertificateValidationCallback = (_, client, _, _) => client is X509Certificate2 given && IsTrusted(given),
                },
                ended.Token));
        }
        catch (Exception gone) when (gone is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException or FormatException)
        {
            // The client went away, or did what closes a connection.
        }
        finally
        {
            connection.Abort();
            connections.TryRemove(connection, out _);
            serving.TrySetResult();
        }
    }

    private bool IsTrusted(X509Certificate2 client)
    {
        if (authority is null) return true;
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        // Like OpenSSL, which takes no certificate from a client that is for something else.
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        return chain.Build(client);
    }
}
