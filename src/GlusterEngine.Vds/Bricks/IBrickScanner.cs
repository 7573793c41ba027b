using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Bricks;

/// <summary>Looks at what lies on a brick, where a transport can.</summary>
public interface IBrickScanner
{
    /// <summary>Looks at one brick for at most <see cref="VdsOptions.BrickScanSeconds"/>.</summary>
    /// <param name="host">The host that holds it.</param>
    /// <param name="brick">The brick.</param>
    /// <param name="volumeId">Gluster's id of the volume, by which the folder proves to be that brick.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>What is there; <see cref="VdsReply{TReply}.Unreachable"/> when this transport can never look, <see cref="VdsReply{TReply}.Unknown"/> when it could and failed.</returns>
    Task<VdsReply<BrickScan>> ScanAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken);
}
