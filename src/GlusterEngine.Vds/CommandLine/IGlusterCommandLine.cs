using GlusterEngine.Vds.Fencing;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>Says one command line to the gluster of a host. Transports differ only here; what an outcome means is read in one place.</summary>
public interface IGlusterCommandLine
{
    /// <summary>Runs gluster with <paramref name="arguments"/> and waits for its end.</summary>
    /// <param name="host">Whose gluster.</param>
    /// <param name="arguments">The verb's own arguments; <c>--mode</c>, <c>--xml</c>, <c>--timeout</c> and <c>--glusterd-sock</c> are the transport's to add.</param>
    /// <param name="timeout">Gluster's own <c>--timeout</c>; the run is killed <see cref="VdsOptions.KillAfterSeconds"/> later.</param>
    /// <param name="cancellationToken">Ends the run; what glusterd has begun goes on.</param>
    Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>As <see cref="RunAsync"/>, for arguments that change nothing: whether it began before a connection broke makes no difference then.</summary>
    /// <param name="host">Whose gluster.</param>
    /// <param name="arguments">As for <see cref="RunAsync"/>.</param>
    /// <param name="timeout">As for <see cref="RunAsync"/>.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    Task<CommandOutcome> AskAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        RunAsync(host, arguments, timeout, cancellationToken);

    /// <summary>Runs gluster with <paramref name="arguments"/> if the volume's generation is what is expected, which is moved on right before; see <see cref="VolumeFence"/>.</summary>
    /// <param name="host">Whose gluster.</param>
    /// <param name="fence">The generation.</param>
    /// <param name="arguments">The verb's own arguments.</param>
    /// <param name="limits">Gluster's own <c>--timeout</c> for the verb, and for each of the questions around it.</param>
    /// <param name="cancellationToken">Ends the run; what glusterd has begun goes on.</param>
    Task<FencedOutcome> RunFencedAsync(
        VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken) =>
        FencedSteps.RunAsync(this, host, fence, arguments, limits, cancellationToken);
}
