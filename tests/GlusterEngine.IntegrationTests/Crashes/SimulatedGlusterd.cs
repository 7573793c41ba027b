using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.Options;

namespace GlusterEngine.IntegrationTests.Crashes;

/// <summary>
/// A simulated gluster that outlives engines, as the real one does: its hosts listen on unix sockets in the process of the tests, and a program
/// in place of gluster's carries command lines to them. Any call can be held on its way there or back.
/// </summary>
internal sealed class SimulatedGlusterd : IAsyncDisposable
{
    private const string Carrier = """
        #!/usr/bin/perl
        use strict;
        use warnings;
        use IO::Socket::UNIX;

        my ($path) = map { /^--glusterd-sock=(.*)/ ? $1 : () } @ARGV;
        my $glusterd = IO::Socket::UNIX->new(Peer => $path) or die "$path: $!";
        print $glusterd join("\0", grep { !/^--/ } @ARGV);
        $glusterd->flush;
        $glusterd->shutdown(1);
        my $code = <$glusterd> // die "$path: no answer";
        print <$glusterd>;
        exit $code;
        """;

    private readonly string folder = TestFolder.Create();
    private readonly Guid id = Guid.NewGuid();
    private readonly SimulatedGluster gluster = new(Options.Create(new SimulatedOptions()), TimeProvider.System);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> daemons = [];
    private readonly List<HeldCall> held = [];
    private readonly ConcurrentQueue<IReadOnlyList<string>> done = [];

    private SimulatedGlusterd(IReadOnlyList<SimulatedVolume> volumes)
    {
        gluster.Define(id, Pool with { Volumes = volumes });
        ProgramFile.Write(Program, Carrier);
        foreach (var host in Pool.Hosts)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(SocketOf(host)));
            socket.Listen(128);
            daemons.Add(ServeAsync(host, socket));
        }
    }

    public static SimulatedTopology Pool { get; } = SimulatedTopology.Empty(hostCount: 3);

    /// <summary>What stands in for the gluster program.</summary>
    public string Program => Path.Combine(folder, "gluster");

    public static SimulatedGlusterd Start(IReadOnlyList<SimulatedVolume> volumes) => new(volumes);

    public string SocketOf(SimulatedHost host) => Path.Combine(folder, host.Name);

    /// <summary>The next call that ends with these words is held.</summary>
    public HeldCall Hold(CallPoint point, params string[] words)
    {
        var call = new HeldCall(point, words);
        lock (held) held.Add(call);
        return call;
    }

    /// <summary>How often engines had something done that says these words.</summary>
    public int Times(params string[] words) => done.Count(line => HeldCall.Says(line, words));

    /// <summary>Gluster's id of a volume's task; null when it has none.</summary>
    public async Task<Guid?> TaskIdAsync(string volume)
    {
        var task = (await TypeAsync("volume", "status", volume, "tasks")).Descendants("task").SingleOrDefault();
        return task is null ? null : Guid.Parse(task.Element("id")!.Value);
    }

    /// <summary>An option of a volume; null when it is not set.</summary>
    public async Task<string?> OptionAsync(string volume, string name) => (await TypeAsync("volume", "info", volume)).Descendants("option")
        .SingleOrDefault(option => option.Element("name")!.Value == name)?.Element("value")!.Value;

    /// <summary>What an operator types on a host.</summary>
    public async Task<XElement> TypeAsync(params string[] words)
    {
        var answer = await AnswerAsync(Pool.Hosts[0], words);
        return XElement.Parse(answer.Output[answer.Output.IndexOf("<cliOutput", StringComparison.Ordinal)..]);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(daemons);
        stopping.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ServeAsync(SimulatedHost host, Socket socket)
    {
        using var listener = socket;
        try
        {
            while (true) _ = AnswerAsync(host, await listener.AcceptAsync(stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(SimulatedHost host, Socket socket)
    {
        try
        {
            await using var caller = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(caller, leaveOpen: true);
            var words = (await reader.ReadToEndAsync(stopping.Token)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            // The engine looks whether anybody listens before it sends a program.
            if (words.Length == 0) return;
            var call = Take(words);
            if (call is not null) await call.ReachAsync(CallPoint.OnItsWay, stopping.Token);
            var answer = await AnswerAsync(host, words);
            if (answer.Output.Contains("<opRet>0</opRet>", StringComparison.Ordinal)) done.Enqueue(words);
            if (call is not null) await call.ReachAsync(CallPoint.OnItsWayBack, stopping.Token);
            await caller.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{answer.ExitCode}\n{answer.Output}")), stopping.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The program was killed, or the test is over.
        }
    }

    private async Task<CommandOutcome.Exited> AnswerAsync(SimulatedHost host, IReadOnlyList<string> words) =>
        (CommandOutcome.Exited)await gluster.RunAsync(
            new VdsHost(Guid.NewGuid(), id, host.Name, host.Address, HostTransport.Simulated, GlusterdSocket: null), words, TimeSpan.FromSeconds(10), CancellationToken.None);

    private HeldCall? Take(IReadOnlyList<string> words)
    {
        lock (held)
        {
            var call = held.Find(call => call.Matches(words));
            if (call is not null) held.Remove(call);
            return call;
        }
    }
}
