using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>The simulated gluster, but commands on volumes named <c>lost...</c> get lost on their way to it: nothing happens, and no answer comes.</summary>
internal sealed class LosingCommandLine(SimulatedGluster gluster) : IGlusterCommandLine
{
    public Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        arguments is [_, "rebalance", ['l', 'o', 's', 't', ..], "start" or "stop", ..]
            ? Task.FromResult<CommandOutcome>(new CommandOutcome.TimedOut("The command was lost."))
            : gluster.RunAsync(host, arguments, timeout, cancellationToken);
}
