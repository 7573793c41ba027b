using System.Collections.Concurrent;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>
/// The simulated gluster with a bad line to it. On a volume <c>lost-start</c> a start never arrives; on <c>mute-start</c> or <c>mute-stop</c> it
/// is done, but its reply is lost; on <c>late-start</c> it waits on its way until <see cref="ArriveAsync"/>, and its reply is lost.
/// </summary>
internal sealed class LosingCommandLine(SimulatedGluster gluster) : IGlusterCommandLine
{
    private static readonly CommandOutcome Nothing = new CommandOutcome.TimedOut("No reply came.");
    private static readonly ConcurrentQueue<Func<Task<FencedOutcome>>> UnderWay = [];

    /// <summary>The eldest of those that wait arrives.</summary>
    public static Task<FencedOutcome> ArriveAsync() => UnderWay.TryDequeue(out var late) ? late() : throw new InvalidOperationException("Nothing is under way.");

    public async Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (volume, word) = arguments is [_, "rebalance", var name, .., var last] ? (name, last) : ("", "");
        if (volume == $"lost-{word}") return Nothing;
        var outcome = await gluster.RunAsync(host, arguments, timeout, cancellationToken);
        return volume == $"mute-{word}" ? Nothing : outcome;
    }

    public Task<FencedOutcome> RunFencedAsync(
        VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        if (fence.Volume != $"late-{arguments[^1]}") return FencedSteps.RunAsync(this, host, fence, arguments, limits, cancellationToken);
        UnderWay.Enqueue(() => FencedSteps.RunAsync(this, host, fence, arguments, limits, CancellationToken.None));
        return Task.FromResult(FencedOutcome.Read(Nothing));
    }
}
