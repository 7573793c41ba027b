using GlusterEngine.Engine.Commands;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>What waits for a heal.</summary>
/// <param name="Heals">Entries per brick; null when they could not be read.</param>
/// <param name="AreCounted">Whether gluster counts those of such a volume at all.</param>
/// <param name="Problem">Why they could not be read.</param>
/// <param name="IsHung">Whether gluster did not answer in time.</param>
internal sealed record PendingHeals(IReadOnlyList<BrickHealCount>? Heals, bool AreCounted, string? Problem, bool IsHung = false)
{
    /// <summary>Reads it from gluster through the first host that tells.</summary>
    public static async Task<PendingHeals> ReadAsync(IVdsClient vds, VolumeSnapshot snapshot, CancellationToken cancellationToken)
    {
        var problem = "no host is up";
        foreach (var host in snapshot.Hosts)
        {
            var reply = await GlusterLockRetry.RunAsync(
                () => vds.CallAsync(host, new HealCountVerb(snapshot.Volume.Name), cancellationToken), TimeProvider.System, cancellationToken);
            if (reply is VdsReply<IReadOnlyList<BrickHealCount>>.Answered answered) return new(answered.Value, AreCounted: true, Problem: null);
            problem = reply.Summary;
            // Of a replicated volume the same meaning says that its self-heal is switched off, which can be mended.
            if (snapshot.Volume.DisperseCount > 0 && reply is VdsReply<IReadOnlyList<BrickHealCount>>.Refused { Error.Meaning: GlusterErrorMeaning.NotReplicated }) return new(null, AreCounted: false, problem);
            if (reply is not VdsReply<IReadOnlyList<BrickHealCount>>.Unreachable) return new(null, AreCounted: true, problem, reply is VdsReply<IReadOnlyList<BrickHealCount>>.Unknown);
        }

        return new(null, AreCounted: true, problem);
    }
}
