using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>
/// The simulated gluster with a bad line to it. On a volume <c>lost-start</c> a start never arrives; on <c>mute-start</c> or <c>mute-stop</c> it
/// is done, but its reply is lost.
/// </summary>
internal sealed class LosingCommandLine(SimulatedGluster gluster) : IGlusterCommandLine
{
    private static readonly CommandOutcome Nothing = new CommandOutcome.TimedOut("No reply came.");

    public async Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (volume, word) = arguments is [_, "rebalance", var name, .., var last] ? (name, last) : ("", "");
        if (volume == $"lost-{word}") return Nothing;
        var outcome = await gluster.RunAsync(host, arguments, timeout, cancellationToken);
        return volume == $"mute-{word}" ? Nothing : outcome;
    }
}
