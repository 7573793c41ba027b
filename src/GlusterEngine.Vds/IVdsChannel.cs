using GlusterEngine.Vds.Fencing;

namespace GlusterEngine.Vds;

/// <summary>Says verbs over one transport. Whatever the transport, a reply means the same.</summary>
public interface IVdsChannel
{
    /// <summary>Says one verb to one host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="verb">What to say.</param>
    /// <param name="limit">How long gluster may take.</param>
    /// <param name="cancellationToken">Ends the waiting; what the host has begun goes on.</param>
    Task<VdsReply<TReply>> SayAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Says one change if the volume's generation is what is expected, which is moved on right before.</summary>
    /// <param name="host">The host.</param>
    /// <param name="verb">What to say.</param>
    /// <param name="fence">The generation.</param>
    /// <param name="limits">How long gluster may take for the verb, and for each of the questions around it.</param>
    /// <param name="cancellationToken">Ends the waiting; what the host has begun goes on.</param>
    /// <returns>What became of it. With <see cref="FenceState.Moved"/> and <see cref="FenceState.Blind"/> the verb was not said, and its reply is what was seen instead.</returns>
    Task<FencedReply<TReply>> SayFencedAsync<TReply>(
        VdsHost host, VdsVerb<TReply> verb, VolumeFence fence, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken);
}
