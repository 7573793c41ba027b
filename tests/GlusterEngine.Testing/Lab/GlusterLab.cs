using System.Diagnostics;
using System.Globalization;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using Xunit;

namespace GlusterEngine.Testing.Lab;

/// <summary>Three real nodes, by tools/gluster-lab.sh. Each test run has its own folder and addresses, so that runs do not meet.</summary>
public sealed class GlusterLab : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Guid _clusterId = Guid.NewGuid();

    // Both names come from the process id: 127.100.0 to 127.227.255, folder short enough for unix sockets.
    private readonly string _folder = string.Create(CultureInfo.InvariantCulture, $"/tmp/lab-{Environment.ProcessId}");
    private readonly string _network = string.Create(CultureInfo.InvariantCulture, $"127.{100 + (Environment.ProcessId / 256 % 128)}.{Environment.ProcessId % 256}");

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
        Guid.NewGuid(), _clusterId, $"node{node}", AddressOf(node), HostTransport.Cli, $"{_folder}/{node}/run/glusterd.socket");

    public string AddressOf(int node) => $"{_network}.{node}";

    /// <summary>Runs a command of tools/gluster-lab.sh and returns what it printed.</summary>
    public async Task<string> RunAsync(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Repository.PathOf("tools", "gluster-lab.sh"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["LAB"] = _folder, ["NET"] = _network },
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"gluster-lab.sh {string.Join(' ', arguments)} failed: {output}");
    }
}
