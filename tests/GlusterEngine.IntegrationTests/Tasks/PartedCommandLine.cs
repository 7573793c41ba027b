using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.IntegrationTests.Tasks;

/// <summary>The simulated gluster of a host that sees no peer any more.</summary>
internal sealed class PartedCommandLine(SimulatedGluster gluster) : IGlusterCommandLine
{
    public async Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var outcome = await gluster.RunAsync(host, arguments, timeout, cancellationToken);
        return arguments is ["pool", "list"] && outcome is CommandOutcome.Exited exited
            ? exited with { Output = exited.Output.Replace("<connected>1</connected>", "<connected>0</connected>", StringComparison.Ordinal) }
            : outcome;
    }
}
