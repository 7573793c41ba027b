using GlusterEngine.Benchmarks;
using GlusterEngine.Benchmarks.Adoption;
using GlusterEngine.Benchmarks.Eta;
using GlusterEngine.Benchmarks.Lists;
using GlusterEngine.Benchmarks.Locks;
using GlusterEngine.Benchmarks.Memory;
using GlusterEngine.Benchmarks.Poll;
using GlusterEngine.Benchmarks.Start;
using GlusterEngine.Benchmarks.Sync;
using GlusterEngine.Benchmarks.Vds;

IBenchmark[] all = [new PollBenchmark(), new ListBenchmark(), new StartBenchmark(), new SyncBenchmark(), new MemoryBenchmark(), new LocksBenchmark(), new AdoptionBenchmark(), new EtaBenchmark(), new VdsBenchmark(), new SshVerbsBenchmark()];
var unknown = args.Except(all.Select(static benchmark => benchmark.Name), StringComparer.Ordinal).FirstOrDefault();
if (unknown is not null)
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}'; there are {string.Join(", ", all.Select(static benchmark => benchmark.Name))}.");
    return 2;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    interrupted.Cancel();
};
Console.WriteLine(Machine.Describe());
var isMet = true;
foreach (var benchmark in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name, StringComparer.Ordinal)))
{
    Console.WriteLine($"\n{benchmark.Name}: {benchmark.Subject}");
    foreach (var target in await benchmark.RunAsync(interrupted.Token))
    {
        Console.WriteLine($"  {(target.IsMet ? "met   " : "MISSED")}  {target.Promise}: {target.Measured}");
        isMet &= target.IsMet;
    }
}

return isMet ? 0 : 1;
