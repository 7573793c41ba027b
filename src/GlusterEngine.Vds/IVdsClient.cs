using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Bricks;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.History;

namespace GlusterEngine.Vds;

/// <summary>The engine's only door to storage hosts.</summary>
public interface IVdsClient
{
    /// <summary>
    /// Says one verb to one host and waits at most the verb's deadline. Never throws for what a host, gluster or the
    /// network may do: every outcome is a <see cref="VdsReply{TReply}"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; what the host did is then unknown.</exception>
    Task<VdsReply<TReply>> CallAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, CancellationToken cancellationToken);

    /// <summary>
    /// Says a change of a volume to one host if the volume's generation in gluster is what is expected, and moves the generation on right before.
    /// On a transport that runs a script on the host all of it is one unit there, so that a change that was long on its way does nothing.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; what the host did is then unknown.</exception>
    Task<FencedReply<TReply>> CallFencedAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, VolumeFence fence, CancellationToken cancellationToken);

    /// <summary>Looks at what lies on a brick, where the host's transport can; <see cref="VdsReply{TReply}.Unreachable"/> where it cannot.</summary>
    /// <param name="host">The host that holds the brick.</param>
    /// <param name="brick">The brick.</param>
    /// <param name="volumeId">Gluster's id of its volume.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<VdsReply<BrickScan>> ScanBrickAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken);

    /// <summary>
    /// What the host's glusterd has written down of the latest commands about a volume's tasks, the oldest first; nothing where the transport cannot read it.
    /// What is not in it may have happened all the same.
    /// </summary>
    /// <param name="host">The host; each has the commands that were typed there.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<IReadOnlyList<RecordedCommand>> ReadHistoryAsync(VdsHost host, string volume, CancellationToken cancellationToken);
}
