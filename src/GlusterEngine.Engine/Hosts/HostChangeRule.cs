using GlusterEngine.Engine.Changes;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Judges a probe or detach without definite answer by what a look at the pool showed. Pure.</summary>
internal static class HostChangeRule
{
    /// <param name="change">The change.</param>
    /// <param name="pool">The pool as a host of the cluster lists it.</param>
    /// <param name="now">Database time.</param>
    public static ChangeVerdict Judge(HostChange change, IReadOnlyList<PeerDescription> pool, DateTimeOffset now)
    {
        if (change.PeerUuid is not { } uuid) return ChangeVerdict.DidNot;
        var peer = pool.FirstOrDefault(peer => peer.Uuid == uuid);
        var isLate = now - change.AskedAt > ChangeRule.Latest;
        return (change.ActionType, peer) switch
        {
            (ActionType.AddHost, { IsConnected: true }) or (ActionType.RemoveHost, null) => ChangeVerdict.Happened,
            // Listed is listed, even if it went away since.
            (ActionType.AddHost, not null) when isLate => ChangeVerdict.Happened,
            _ => isLate ? ChangeVerdict.DidNot : ChangeVerdict.Open,
        };
    }
}
