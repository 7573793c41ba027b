using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>The simulated gluster; right after it has started or stopped a rebalance, something happens.</summary>
internal sealed class CuttingCommandLine(SimulatedGluster gluster, Func<Task> cut) : IGlusterCommandLine
{
    public async Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var outcome = await gluster.RunAsync(host, arguments, timeout, cancellationToken);
        if (arguments is [_, "rebalance", .., "start" or "stop"]) await cut();
        return outcome;
    }
}
