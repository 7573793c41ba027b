using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Vdsm;
using GlusterEngine.Vds.Vdsm.Connection;
using Microsoft.Extensions.DependencyInjection;

namespace GlusterEngine.Benchmarks.Vds;

/// <summary>The VDS client with everything it does for a call, beside the bytes alone over the same TLS.</summary>
internal sealed class VdsBenchmark : IBenchmark
{
    private const int Rounds = 4;
    private const double Promised = 0.5;

    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(3);
    private static readonly RebalanceStatusVerb Verb = new("volume1");

    public string Name => "vds";

    public string Subject => "calls of VDSM (status of a rebalance on three nodes, read) over one STOMP/TLS connection, beside an echo of as many bytes over a bare SslStream";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        using var authority = new TestAuthority();
        using var engine = authority.Issue("engine");
        using var files = new VdsmFiles(authority, engine);
        var id = Guid.Empty.ToString();
        var sizes = (RequestFrame.Of(Verb.VdsmRequests[0], id, id).Length, PlainVdsm.Message(id, System.Text.Encoding.ASCII.GetBytes(id)).Length);
        await using var vdsm = new TlsPair(authority, PlainVdsm.ServeAsync);
        await using var echo = new TlsPair(authority, (stream, token) => BareEcho.ServeAsync(stream, sizes, token));
        await using var services = new ServiceCollection().AddLogging().AddVds()
            .Configure<VdsmOptions>(options => (options.CertificateFile, options.KeyFile, options.AuthorityFile, options.Port) = (files.Certificate, files.Key, files.Authority, vdsm.Port))
            .BuildServiceProvider();
        var client = services.GetRequiredService<IVdsClient>();
        Console.WriteLine($"  {sizes.Item1} bytes there, {sizes.Item2} back; load {Machine.Load()}");
        var ratio = await CompareAsync(client, echo.Port, (engine, sizes, AtATime: 1), cancellationToken);

        // With many under way the echo moves bytes in bulk without looking at one of them, so that this compares reading with copying; a figure, no target.
        await CompareAsync(client, echo.Port, (engine, sizes, AtATime: 16), cancellationToken);
        return [new($"one call after the other at least {Promised:P0} of the bare echo's rate", ratio.ToString("F2", CultureInfo.InvariantCulture), ratio >= Promised)];
    }

    private static async Task<double> CompareAsync(
        IVdsClient client, int echoPort, (X509Certificate2 Engine, (int Request, int Answer) Sizes, int AtATime) with, CancellationToken cancellationToken)
    {
        var load = (with.AtATime, RoundTime);
        await RateAsync(client, load, cancellationToken);
        await BareEcho.RateAsync(echoPort, with.Engine, with.Sizes, load, cancellationToken);
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var bare = await BareEcho.RateAsync(echoPort, with.Engine, with.Sizes, load, cancellationToken);
            var calls = await RateAsync(client, load, cancellationToken);
            ratios.Add(calls / bare);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {with.AtATime} at a time: {calls:F0} calls/s, {bare:F0} echoes/s, ratio {calls / bare:F2}"));
        }

        return ratios.Median();
    }

    private static async Task<double> RateAsync(IVdsClient client, (int AtATime, TimeSpan Time) load, CancellationToken cancellationToken)
    {
        var host = new VdsHost(Guid.Empty, Guid.Empty, "host", "127.0.0.1", HostTransport.Vdsm, GlusterdSocket: null);
        var started = TimeProvider.System.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, load.AtATime).Select(_ => Task.Run(
            async () =>
            {
                var answered = 0L;
                for (; TimeProvider.System.GetElapsedTime(started) < load.Time; answered++)
                {
                    var reply = await client.CallAsync(host, Verb, cancellationToken);
                    if (reply is not VdsReply<TaskReport>.Answered { Value.Nodes.Count: 3 }) throw new InvalidOperationException(reply.ToString());
                }

                return answered;
            },
            cancellationToken)));
        return counts.Sum() / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }
}
