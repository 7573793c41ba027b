using System.Collections.Concurrent;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.IntegrationTests.Hosts;

/// <summary>The simulated gluster, with a count of what each host was asked.</summary>
internal sealed class CountingCommandLine(SimulatedGluster gluster) : IGlusterCommandLine
{
    private readonly ConcurrentDictionary<Guid, int> counts = new();
    private readonly ConcurrentDictionary<string, int> words = new(StringComparer.Ordinal);

    public int Of(Guid host) => counts.GetValueOrDefault(host);

    /// <summary>How many questions had the word.</summary>
    public int Saying(string word) => words.GetValueOrDefault(word);

    public Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        counts.AddOrUpdate(host.Id, 1, static (_, count) => count + 1);
        foreach (var word in arguments) words.AddOrUpdate(word, 1, static (_, count) => count + 1);
        return gluster.RunAsync(host, arguments, timeout, cancellationToken);
    }
}
