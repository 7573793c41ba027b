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
}
