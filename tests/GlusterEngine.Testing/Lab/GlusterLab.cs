using System.Diagnostics;
using System.Globalization;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Ssh;
using Xunit;

namespace GlusterEngine.Testing.Lab;

/// <summary>Three real nodes, by tools/gluster-lab.sh. Each lab has its own folder and addresses, so that labs and test runs do not meet.</summary>
public sealed class GlusterLab : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static int labs;

    private readonly Guid _clusterId = Guid.NewGuid();
    private readonly string _folder;
    private readonly string _network;

    public GlusterLab()
    {
        // Both names come from the process id, for up to eight labs a process: 127.100.0 to 127.227.255, folder short enough for unix sockets.
        var number = (Environment.ProcessId * 8) + (Interlocked.Increment(ref labs) % 8);
        _folder = string.Create(CultureInfo.InvariantCulture, $"/tmp/lab-{number}");
        _network = string.Create(CultureInfo.InvariantCulture, $"127.{100 + (number / 256 % 128)}.{number % 256}");
    }

    /// <summary>Whether a rebalance start takes 1 s instead of gluster's 10 s. Not for tests of what happens within them.</summary>
    public bool IsFast { get; init; }

    public async Task InitializeAsync()
    {
        // xunit sets a fixture up even when all its tests are skipped.
        if (LabRequirements.Missing is null) await RunAsync("up", "3");
    }

    public async Task DisposeAsync()
    {
        if (LabRequirements.Missing is null) await RunAsync("down");
    }

    /// <summary>A node as the engine's inventory would have it.</summary>
    public VdsHost Host(int node) => new(
        Guid.NewGuid(), _clusterId, $"node{node}", AddressOf(node), HostTransport.Cli, SocketOf(node));

    public string AddressOf(int node) => $"{_network}.{node}";

    public string SocketOf(int node) => $"{_folder}/{node}/run/glusterd.socket";

    /// <summary>Where the guard of the ssh transport is, on all nodes.</summary>
    public string SshGuard => $"{_folder}/glusterengine-ssh-guard";

    /// <summary>Port of the sshd of each node.</summary>
    public static int SshPort => 2222;

    /// <summary>Whether the nodes have an sshd each.</summary>
    public bool HasSshds { get; private set; }

    private string AuthorizedKeys => $"{_folder}/authorized_keys";

    /// <summary>Starts an sshd in each node, which lets nobody in yet.</summary>
    public async Task StartSshdsAsync()
    {
        ProgramFile.Write(SshGuard, GlusterEngine.Vds.Ssh.SshGuard.Script);
        await File.WriteAllTextAsync(SshGuard + ".hooks", "");
        await File.WriteAllTextAsync(AuthorizedKeys, "");
        await Task.WhenAll(((int[])[1, 2, 3]).Select(StartSshdAsync));
        HasSshds = true;
    }

    public Task StartSshdAsync(int node) => RunAsync("start-sshd", $"{node}", AuthorizedKeys);

    /// <summary>Brings a node back that was killed, with all that it had.</summary>
    public async Task RestartNodeAsync(int node)
    {
        await RunAsync("restart-node", $"{node}");
        if (HasSshds) await StartSshdAsync(node);
    }

    /// <summary>Lets a key in to all nodes, restricted to the guard or to nothing.</summary>
    public Task AuthorizeAsync(string publicKey, bool isRestricted = true) =>
        File.AppendAllTextAsync(AuthorizedKeys, (isRestricted ? GlusterEngine.Vds.Ssh.SshGuard.AuthorizedKeysLine(publicKey, SshGuard) : publicKey) + "\n");

    /// <summary>The key that a node shows.</summary>
    public async Task<SshHostKey> HostKeyAsync(int node) =>
        SshHostKey.TryParse(await RunAsync("host-key", $"{node}"), out var key) ? key : throw new InvalidOperationException($"The host key of node {node} cannot be read.");

    /// <summary>A node as the engine's inventory would have it when it is reached by ssh.</summary>
    public async Task<VdsHost> SshHostAsync(int node) =>
        new(Guid.NewGuid(), _clusterId, $"node{node}", AddressOf(node), HostTransport.Ssh, GlusterdSocket: null) { Ssh = new(AddressOf(node), "root", SshPort, UsesSudo: false, await HostKeyAsync(node)) };

    /// <summary>The brick of a volume on a node, in gluster's form <c>address:directory</c>.</summary>
    public string BrickOf(int node, string volume) => $"{AddressOf(node)}:{_folder}/{node}/bricks/{volume}";

    /// <summary>The folder of that brick on this machine.</summary>
    public string FolderOf(int node, string volume) => $"{_folder}/{node}/bricks/{volume}";

    /// <summary>Where a volume is mounted on this machine.</summary>
    public string MountOf(string volume) => $"{_folder}/mnt/{volume}";

    /// <summary>The files of a distributed volume that nobody moves at the moment, with the node that has them.</summary>
    public IReadOnlyDictionary<string, int> FilesOf(string volume) => Enumerable.Range(1, 3)
        .Select(node => (Node: node, Brick: new DirectoryInfo($"{_folder}/{node}/bricks/{volume}")))
        .Where(static place => place.Brick.Exists)
        // An empty file is a pointer to where the data is.
        .SelectMany(static place => place.Brick.EnumerateFiles().Where(static file => file.Length > 0).Select(file => (file.Name, place.Node)))
        .ToDictionary(static file => file.Name, static file => file.Node);

    /// <summary>Runs a command of tools/gluster-lab.sh and returns what it printed.</summary>
    public async Task<string> RunAsync(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Repository.PathOf("tools", "gluster-lab.sh"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LAB"] = _folder, ["NET"] = _network },
        };
        if (IsFast) start.Environment["FAST"] = "1";
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"gluster-lab.sh {string.Join(' ', arguments)} failed: {output}{await error}");
    }
}
