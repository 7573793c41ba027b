using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.History;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Ssh;

/// <summary>The history of commands of another machine, in gluster's usual log folder.</summary>
/// <param name="links">Connections.</param>
/// <param name="options">How long a look may take.</param>
internal sealed class SshCommandHistory(SshLinks links, IOptions<VdsOptions> options) : ICommandHistory
{
    public async Task<IReadOnlyList<RecordedCommand>> ReadAsync(VdsHost host, string volume, CancellationToken cancellationToken) =>
        await links.Of(host.Ssh!).RunAsync(SshRequest.History(options.Value.Of(VdsDeadline.Read)), cancellationToken) is CommandOutcome.Exited { ExitCode: 0 } exited
            ? CommandHistoryLines.Read(exited.Output, volume)
            : [];
}
