using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.CommandLine;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Ssh;

/// <summary>Looks at bricks of another machine, which <c>glusterengine-ssh-guard</c> does there.</summary>
/// <param name="links">Connections.</param>
/// <param name="options">How long a look may take.</param>
internal sealed class SshBrickScanner(SshLinks links, IOptions<VdsOptions> options) : IBrickScanner
{
    public async Task<VdsReply<BrickScan>> ScanAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken)
    {
        var request = SshRequest.Scan(brick.Directory, TimeSpan.FromSeconds(options.Value.BrickScanSeconds));
        return await links.Of(host.Ssh!).RunAsync(request, cancellationToken) switch
        {
            CommandOutcome.Exited exited => SshBrickLook.Read(exited.Output, brick, volumeId),
            // Never began, but a host that can be asked again is one that can look.
            CommandOutcome.NotStarted notStarted => new VdsReply<BrickScan>.Unknown(notStarted.Reason),
            CommandOutcome.TimedOut timedOut => new VdsReply<BrickScan>.Unknown(timedOut.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
