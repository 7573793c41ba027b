using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds.Vdsm;
using GlusterEngine.Vds.Vdsm.Connection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>A VDSM whose verbs echo their parameters, and an engine's link to it. The verb <c>Test.hold</c> answers when it is let go.</summary>
internal sealed class VdsmSite : IAsyncDisposable
{
    private readonly TestAuthority authority = new();
    private readonly VdsmFiles files;
    private readonly VdsmOptions options;
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TimeProvider time;

    public VdsmSite(
        Action<VdsmOptions>? change = null, Func<TestAuthority, X509Certificate2>? serverCertificate = null, Func<TestAuthority, X509Certificate2>? clientCertificate = null, TimeProvider? time = null)
    {
        this.time = time ?? TimeProvider.System;
        files = new(authority, (clientCertificate ?? (static signer => signer.Issue("engine")))(authority));
        Server = new(IPAddress.Loopback, port: 0, (serverCertificate ?? (static signer => signer.Issue("host.example")))(authority), authority.Root, AnswerAsync);
        options = new VdsmOptions { CertificateFile = files.Certificate, KeyFile = files.Key, AuthorityFile = files.Authority, Port = Server.Port, ConnectSeconds = 5 };
        change?.Invoke(options);
        Links = CreateLinks();
    }

    /// <summary>What the engine keeps and asks connections with.</summary>
    public VdsmConnector Connector => new(Links, Options.Create(options), time);

    public VdsmServer Server { get; }

    public VdsmLinks Links { get; }

    public ConcurrentQueue<string> Done { get; } = new();

    /// <summary>Links of another engine.</summary>
    public VdsmLinks CreateLinks() => new(new TlsDialer(Options.Create(options), TimeProvider.System), Options.Create(options), time, NullLogger<VdsmLinks>.Instance);

    public Task<VdsmAnswer> CallAsync(string text, double seconds = 10, CancellationToken cancellationToken = default) => CallAsync(Links, text, seconds, cancellationToken);

    public static Task<VdsmAnswer> CallAsync(VdsmLinks links, string text, double seconds = 10, CancellationToken cancellationToken = default) =>
        links.To("127.0.0.1").CallAsync(new("Test.echo", new() { ["text"] = text }), TimeSpan.FromSeconds(seconds), cancellationToken);

    public Task<VdsmAnswer> HoldAsync(double seconds = 10, CancellationToken cancellationToken = default) =>
        Links.To("127.0.0.1").CallAsync(new("Test.hold"), TimeSpan.FromSeconds(seconds), cancellationToken);

    public void LetGo() => held.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        LetGo();
        await Links.DisposeAsync();
        await Server.DisposeAsync();
        files.Dispose();
        authority.Dispose();
    }

    private async Task<VdsmServerReply> AnswerAsync(string method, JsonObject parameters)
    {
        if (method == "Test.hold") await held.Task;
        Done.Enqueue(method);
        return method == "Test.fail" ? VdsmServerReply.Error(4100, "no") : new(parameters["text"]?.DeepClone() ?? new JsonObject());
    }
}
