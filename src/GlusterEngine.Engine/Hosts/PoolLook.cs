using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Looks who is in a pool, through one of its hosts.</summary>
public sealed class PoolLook(IVdsClient vds, TimeProvider time)
{
    // A probe is answered before all have heard of it.
    private const int Looks = 10;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>The pool as the first host lists it that answers, else null and why there is no list; null for both without hosts.</summary>
    public async Task<(VdsHost? Host, IReadOnlyList<PeerDescription>? Peers, string? Problem)> AskAsync(IReadOnlyList<VdsHost> hosts, CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (var host in hosts)
        {
            var reply = await vds.CallAsync(host, new PeerListVerb(), cancellationToken);
            if (reply is VdsReply<IReadOnlyList<PeerDescription>>.Answered answered) return (host, answered.Value, null);
            problem = $"{host.Name} did not tell its peers ({reply.Summary})";
        }

        return (null, null, problem);
    }

    /// <summary>Looks for some seconds, through another host than the one that was told to change the pool where there is one, until the pool is as it was to be.</summary>
    /// <param name="hosts">Hosts that are up.</param>
    /// <param name="told">The one that was told.</param>
    /// <param name="isDone">How the pool was to be.</param>
    /// <param name="cancellationToken">Ends the looks.</param>
    /// <returns>Whether it is; and the list of the one that was told, as it is then, null when it does not answer.</returns>
    public async Task<(bool IsDone, IReadOnlyList<PeerDescription>? Told)> AwaitAsync(
        IReadOnlyList<VdsHost> hosts, VdsHost told, Func<IReadOnlyList<PeerDescription>, bool> isDone, CancellationToken cancellationToken)
    {
        IReadOnlyList<VdsHost> others = [.. hosts.Where(host => host.Id != told.Id), told];
        for (var look = 1; ; look++)
        {
            var (_, peers, _) = await AskAsync(others, cancellationToken);
            if (peers is not null && isDone(peers)) return (true, peers);
            if (look == Looks) return (false, (await AskAsync([told], cancellationToken)).Peers);
            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }
}
