using System.Diagnostics;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Testing.Server;

namespace GlusterEngine.Benchmarks;

/// <summary>An engine on real GlusterFS nodes with one volume worth rebalancing.</summary>
internal sealed class BenchmarkLab : IAsyncDisposable
{
    private const string Volume = "bench";

    private readonly GlusterLab lab = new();
    private BenchmarkDatabase? database;
    private EngineProcess? engine;

    /// <summary>Speaks JSON as the administrator.</summary>
    public EngineClient Client { get; private set; } = null!;

    /// <summary>Why there can be none on this machine; null when there can.</summary>
    public static string? Missing => LabRequirements.Missing;

    public static async Task<BenchmarkLab> StartAsync(CancellationToken cancellationToken)
    {
        // glusterd sleeps 10 s in a start; so much of the same on both sides would only lengthen a benchmark.
        Environment.SetEnvironmentVariable("FAST", "1");
        var started = new BenchmarkLab();
        try
        {
            await started.lab.InitializeAsync();
            await started.lab.RunAsync("vol", "dist", Volume);
            started.database = await BenchmarkDatabase.StartAsync(cancellationToken);
            started.engine = await BenchmarkEngine.StartAsync(
                started.database, ("GLUSTERENGINE_DEMO", "lab"), ("GLUSTERENGINE_LAB_HOSTS", started.Hosts()), ("Tasks:FreshHostSeconds", "0"));
            started.Client = started.engine.Client.As(await started.engine.Client.LogInAsync()).Speaking(EngineClient.Json);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null) await engine.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        await lab.DisposeAsync();
    }

    /// <summary>Path of the volume, once no task runs on it as gluster and the engine see it.</summary>
    public async Task<string> FreeVolumeAsync()
    {
        await Eventually.GetAsync(async () => await IsBusyAsync() || (await JobsAsync()).Any(static job => job.Status == "started"), static busy => !busy, TimeSpan.FromMinutes(2));
        // Until the sync has looked once more, so that it does not look during the start.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var cluster = (string)(await Client.GetAsync("/clusters")).Expect(200).Json["cluster"]![0]!["id"]!;
        var volume = await Eventually.GetAsync(
            async () => (await Client.GetAsync($"/clusters/{cluster}/glustervolumes")).Expect(200).Json["gluster_volume"]?.AsArray() ?? [],
            static volumes => volumes.Count > 0, TimeSpan.FromMinutes(1));
        return $"/clusters/{cluster}/glustervolumes/{volume[0]!["id"]}";
    }

    /// <summary>All jobs.</summary>
    public async Task<IReadOnlyList<(string Id, string Status)>> JobsAsync() =>
        [.. ((await Client.GetAsync("/jobs")).Expect(200).Json["job"]?.AsArray() ?? []).Select(static job => ((string)job!["id"]!, (string)job["status"]!))];

    /// <summary>Starts a rebalance of the volume by the CLI of a node.</summary>
    public async Task StartByCliAsync(int node)
    {
        await GlusterAsync(node, "volume", "rebalance", Volume, "start");
    }

    /// <summary>Starts a rebalance by the CLI as the engine does: the volume's options are read before it, and one of them written after it.</summary>
    public async Task StartByHandAsync(int number)
    {
        await GlusterAsync(node: 1, "volume", "info", Volume);
        await GlusterAsync(node: 1, "volume", "set", Volume, "user.by-hand", $"{number}");
        await StartByCliAsync(node: 1);
    }

    private async Task GlusterAsync(int node, params IReadOnlyList<string> words)
    {
        string[] arguments = ["--mode=script", "--xml", $"--glusterd-sock={lab.Host(node).GlusterdSocket}", .. words];
        using var process = Process.Start(new ProcessStartInfo("gluster", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (!output.Contains("<opRet>0</opRet>", StringComparison.Ordinal)) throw new InvalidOperationException($"gluster refused: {output}");
    }

    private async Task<bool> IsBusyAsync()
    {
        try
        {
            return (await lab.RunAsync("cli", "1", "volume", "status", Volume, "tasks")).Contains("in progress", StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return true; // The engine is looking at this very moment.
        }
    }

    private string Hosts() => string.Join(';', Enumerable.Range(1, 3).Select(node => $"node{node}={lab.AddressOf(node)},{lab.Host(node).GlusterdSocket}"));
}
