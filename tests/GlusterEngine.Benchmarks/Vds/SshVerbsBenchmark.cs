using System.Diagnostics;
using GlusterEngine.Testing.Lab;
using GlusterEngine.Testing.Ssh;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Ssh;
using GlusterEngine.Vds.Volumes;
using Microsoft.Extensions.DependencyInjection;

namespace GlusterEngine.Benchmarks.Vds;

/// <summary>The same question, and the same change, said to the same node through the same sshd, by the engine's transport and by hand.</summary>
internal sealed class SshVerbsBenchmark : IBenchmark
{
    private const int Rounds = 60;
    private const int WarmUps = 5;
    private const double MostMilliseconds = 10;
    private const string Volume = "bench";
    private const string Option = "user.bench";

    public string Name => "vds";

    public string Subject => $"a question to a real GlusterFS node by ssh, and a change, beside ssh HOST gluster ... over a ControlMaster likewise; {Rounds} of each, in turn";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        if ((LabRequirements.Missing ?? SshRequirements.Missing) is { } missing)
        {
            Console.WriteLine($"    left out: {missing}");
            return [];
        }

        var lab = new GlusterLab { IsFast = true };
        var folder = Directory.CreateTempSubdirectory("bench-ssh-");
        await using var services = new ServiceCollection().AddLogging().AddVds().AddSsh()
            .Configure<SshOptions>(options => (options.Folder, options.GuardProgram) = (folder.FullName, lab.SshGuard)).BuildServiceProvider();
        try
        {
            await lab.InitializeAsync();
            await lab.RunAsync("vol", "dist", Volume);
            await lab.StartSshdsAsync();
            var key = services.GetRequiredService<EngineKey>();
            if (await key.EnsureAsync(cancellationToken) is { } problem) throw new InvalidOperationException(problem);
            // Not restricted to the guard, or nothing could be done by hand.
            await lab.AuthorizeAsync(key.Public!, isRestricted: false);
            return await CompareAsync(lab, folder.FullName, (services.GetRequiredService<IVdsClient>(), key.PrivateFile), cancellationToken);
        }
        finally
        {
            await lab.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Target>> CompareAsync(GlusterLab lab, string folder, (IVdsClient Client, string Key) engine, CancellationToken cancellationToken)
    {
        var host = await lab.SshHostAsync(1);
        string[] common = ["-F", "none", "-i", engine.Key, "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", $"UserKnownHostsFile={folder}/known", "-S", $"{folder}/master", "-p", $"{GlusterLab.SshPort}", "-l", "root"];
        using var master = Process.Start(new ProcessStartInfo("ssh", [.. common, "-M", "-N", host.Address]) { UseShellExecute = false })!;
        try
        {
            while (!File.Exists($"{folder}/master")) await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            var hand = (params IReadOnlyList<string> words) => SayByHandAsync([.. common, host.Address, "gluster", "--mode=script", "--xml", .. words], cancellationToken);
            return
            [
                Judge("a question", await PairAsync(
                    _ => hand("pool", "list"), async _ => Require(await engine.Client.CallAsync(host, new PeerListVerb(), cancellationToken)))),
                Judge("a change", await PairAsync(
                    round => hand("volume", "set", Volume, Option, $"{round}"),
                    async round => Require(await engine.Client.CallAsync(host, new VolumeSetVerb(Volume, Option, $"{-round}"), cancellationToken)))),
            ];
        }
        finally
        {
            master.Kill();
        }
    }

    private static async Task<IReadOnlyList<(double Hand, double Engine)>> PairAsync(Func<int, Task> byHand, Func<int, Task> byEngine)
    {
        var pairs = new List<(double Hand, double Engine)>();
        for (var round = 1; round <= WarmUps + Rounds; round++)
        {
            var (hand, through) = (await TimeAsync(() => byHand(round)), await TimeAsync(() => byEngine(round)));
            if (round > WarmUps) pairs.Add((hand, through));
        }

        return pairs;
    }

    private static Target Judge(string what, IReadOnlyList<(double Hand, double Engine)> pairs)
    {
        var (hand, through) = (pairs.Select(static pair => pair.Hand).Median(), pairs.Select(static pair => pair.Engine).Median());
        Console.WriteLine($"    {what} by hand: median {hand:F1} ms, 95 % within {pairs.Select(static pair => pair.Hand).Percentile(95):F1} ms");
        Console.WriteLine($"    {what} by the engine: median {through:F1} ms, 95 % within {pairs.Select(static pair => pair.Engine).Percentile(95):F1} ms");
        return new($"{what} takes at most {MostMilliseconds:F0} ms more than ssh HOST gluster ... by hand", $"{through - hand:F1} ms more ({through:F1} against {hand:F1}, medians of {pairs.Count})", through - hand <= MostMilliseconds);
    }

    private static async Task SayByHandAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (!output.Contains("<opRet>0</opRet>", StringComparison.Ordinal)) throw new InvalidOperationException($"gluster refused: {output}");
    }

    private static void Require<TReply>(VdsReply<TReply> reply)
    {
        if (reply is not VdsReply<TReply>.Answered) throw new InvalidOperationException(reply.Summary);
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
