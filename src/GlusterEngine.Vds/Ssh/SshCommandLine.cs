using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Ssh;

/// <summary>The <c>ssh</c> transport: the gluster program of another machine, run there by <c>glusterengine-ssh-guard</c>.</summary>
/// <param name="links">Connections.</param>
/// <param name="options">When commands are killed.</param>
internal sealed class SshCommandLine(SshLinks links, IOptions<VdsOptions> options) : IGlusterCommandLine
{
    private TimeSpan KillAfter => TimeSpan.FromSeconds(options.Value.KillAfterSeconds);

    public Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        links.Of(host.Ssh!).RunAsync(SshRequest.Run(arguments, timeout, KillAfter), cancellationToken);

    public Task<CommandOutcome> AskAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        links.Of(host.Ssh!).RunAsync(SshRequest.Run(arguments, timeout, KillAfter) with { IsLook = true }, cancellationToken);

    public async Task<FencedOutcome> RunFencedAsync(
        VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken) =>
        FencedOutcome.Read(await links.Of(host.Ssh!).RunAsync(SshRequest.Fenced(fence, arguments, limits, KillAfter), cancellationToken));
}
