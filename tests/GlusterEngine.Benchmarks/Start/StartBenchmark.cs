using System.Diagnostics;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Testing.Server;

namespace GlusterEngine.Benchmarks.Start;

/// <summary>What the engine adds to the start of a rebalance: job, steps, lock, intent, outcome.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Starts = 7;
    private const double MostMilliseconds = 50;
    private const string Volume = "bench";

    private readonly GlusterLab lab = new();

    public string Name => "start";

    public string Subject => $"POST rebalance on real GlusterFS nodes, beside the gluster CLI on the same volume; {Starts} starts each, in turn";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        if (LabRequirements.Missing is { } missing)
        {
            Console.WriteLine($"    left out: {missing}");
            return [];
        }

        // glusterd sleeps 10 s in a start; so much of the same on both sides would only lengthen the benchmark.
        Environment.SetEnvironmentVariable("FAST", "1");
        await lab.InitializeAsync();
        try
        {
            await lab.RunAsync("vol", "dist", Volume);
            await using var database = await BenchmarkDatabase.StartAsync(cancellationToken);
            await using var engine = await BenchmarkEngine.StartAsync(
                database, ("GLUSTERENGINE_DEMO", "lab"), ("GLUSTERENGINE_LAB_HOSTS", Hosts()), ("Tasks:FreshHostSeconds", "0"));
            return await MeasureAsync(engine.Client.As(await engine.LogInAsync()).Speaking(EngineClient.Json));
        }
        finally
        {
            await lab.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<Target>> CompareAsync(Func<Task<double>> cli, Func<Task<double>> engine)
    {
        Console.WriteLine("    start   gluster CLI ms   engine ms   more ms");
        var pairs = new List<(double Cli, double Engine)>();
        for (var start = 0; start <= Starts; start++)
        {
            var pair = (Cli: await cli(), Engine: await engine());
            Console.WriteLine($"    {(start == 0 ? "warm-up" : start),7}   {pair.Cli,12:F0}   {pair.Engine,9:F0}   {pair.Engine - pair.Cli,7:F0}");
            if (start > 0) pairs.Add(pair);
        }

        var (alone, through) = (pairs.Select(static pair => pair.Cli).Median(), pairs.Select(static pair => pair.Engine).Median());
        return [new($"at most {MostMilliseconds:F0} ms more than the gluster CLI", $"{through - alone:F0} ms more ({through:F0} against {alone:F0}, medians)", through - alone <= MostMilliseconds)];
    }

    private Task<IReadOnlyList<Target>> MeasureAsync(EngineClient client)
    {
        var socket = lab.Host(1).GlusterdSocket!;
        return CompareAsync(
            async () =>
            {
                await FreeVolumeAsync(client);
                var elapsed = await TimeAsync(() => RunGlusterAsync("--xml", $"--glusterd-sock={socket}", "volume", "rebalance", Volume, "start"));
                // Until the engine has adopted it.
                await Task.Delay(TimeSpan.FromSeconds(6));
                return elapsed;
            },
            async () =>
            {
                var volume = await FreeVolumeAsync(client);
                return await TimeAsync(async () => (await client.PostAsync($"{volume}/rebalance", "{}")).Expect(200));
            });
    }

    /// <summary>Path of the volume, once no task runs on it as gluster and the engine see it.</summary>
    private async Task<string> FreeVolumeAsync(EngineClient client)
    {
        await Eventually.GetAsync(
            async () => await IsBusyAsync()
                || (await client.GetAsync("/jobs")).Expect(200).Json["job"]?.AsArray().Any(static job => (string?)job!["status"] == "started") == true,
            static busy => !busy, TimeSpan.FromMinutes(2));
        // Until the sync has looked once more, so that it does not look during the start.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var cluster = Single(await client.GetAsync("/clusters"), "cluster");
        var volume = await Eventually.GetAsync(
            async () => (await client.GetAsync($"/clusters/{cluster}/glustervolumes")).Expect(200).Json["gluster_volume"]?.AsArray() ?? [],
            static volumes => volumes.Count > 0, TimeSpan.FromMinutes(1));
        return $"/clusters/{cluster}/glustervolumes/{volume[0]!["id"]}";
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

    private static string Single(EngineAnswer answer, string name) => (string)answer.Expect(200).Json[name]![0]!["id"]!;

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task RunGlusterAsync(params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("gluster", ["--mode=script", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (!output.Contains("<opRet>0</opRet>", StringComparison.Ordinal)) throw new InvalidOperationException($"gluster refused: {output}");
    }
}
