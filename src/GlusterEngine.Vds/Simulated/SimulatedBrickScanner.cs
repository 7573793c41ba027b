using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>Looks at bricks of the simulated gluster.</summary>
/// <param name="gluster">The model.</param>
public sealed class SimulatedBrickScanner(SimulatedGluster gluster) : IBrickScanner
{
    /// <inheritdoc/>
    public Task<VdsReply<BrickScan>> ScanAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<VdsReply<BrickScan>>(gluster.Scan(host.ClusterId, brick, volumeId) is { } scan
            ? new VdsReply<BrickScan>.Answered(scan)
            : new VdsReply<BrickScan>.Unreachable($"The simulated {host.Name} cannot look at {brick}."));
    }
}
