using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Locks;

/// <summary>Moves a volume's generation on in gluster, after which nothing that was said under an older one happens any more.</summary>
public sealed class GenerationMove(IVdsClient vds, IDbContextFactory<EngineDb> databases, VolumeGate gate, TimeProvider time, ILogger<GenerationMove> logger)
{
    /// <param name="host">A host that has just told that all peers are connected.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="generation">What it becomes, and what it may be now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>
    /// Answered when it is done, with what gluster keeps of this engine now; null where another engine was there, whose word must stand. Unknown when gluster may have
    /// been changed, or be about to. Else gluster keeps what it kept.
    /// </returns>
    public async Task<VdsReply<long?>> RunAsync(
        VdsHost host, (Guid Id, string Name) volume, (long Next, IReadOnlyCollection<long> Expected) generation, CancellationToken cancellationToken)
    {
        // The change that is to be pre-empted may be this engine's own, and still wait for its host.
        using var turn = await gate.TryEnterAsync(volume.Id, cancellationToken);
        var reply = await GlusterLockRetry.RunAsync(() => TryAsync(host, volume, generation, cancellationToken), time, cancellationToken);
        if (reply is VdsReply<long?>.Answered)
            Log.MovedOn(logger, volume.Name, host.Name, generation.Next);
        else
            Log.NotMovedOn(logger, volume.Name, host.Name, reply.Summary);
        return reply;
    }

    private async Task<VdsReply<long?>> TryAsync(
        VdsHost host, (Guid Id, string Name) volume, (long Next, IReadOnlyCollection<long> Expected) generation, CancellationToken cancellationToken)
    {
        if (await ForbidsAsync(host, volume.Id, generation.Next, cancellationToken) is { } forbidden) return new VdsReply<long?>.Unreachable(forbidden);
        // Behind the fence like any change, so that one that comes late takes nothing back. The verb itself changes nothing.
        var fence = new VolumeFence(volume.Name, generation.Expected, generation.Next) { VolumeId = volume.Id };
        var moved = await vds.CallFencedAsync(host, new VolumeInfoVerb(volume.Name), fence, cancellationToken);
        return moved.State switch
        {
            FenceState.Stamped => new VdsReply<long?>.Answered(generation.Next),
            // Where another engine moved it on, or the volume is another one, the change cannot happen either, and its word must stand.
            FenceState.Moved => new VdsReply<long?>.Answered(moved.Value == generation.Next ? generation.Next : null),
            FenceState.Unstamped => new VdsReply<long?>.Refused(new(-1, 0, "The option could not be set: somebody holds the volume, or a peer is away.", GlusterErrorMeaning.Locked)),
            FenceState.Unsure => new VdsReply<long?>.Unknown($"Whether the option was set is not known: {moved.Reply.Summary}"),
            _ => new VdsReply<long?>.Unreachable($"The volume could not be looked at: {moved.Reply.Summary}"),
        };
    }

    /// <summary>Whoever took the lease meanwhile writes a greater number; and the turn may have taken minutes, in which the host was given peace.</summary>
    private async Task<string?> ForbidsAsync(VdsHost host, Guid volumeId, long generation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var newest = await db.VolumeLeases.Where(lease => lease.VolumeId == volumeId && lease.Generation == generation)
            .Select(_ => new { MayAsk = db.Hosts.Any(h => h.Id == host.Id && h.Status != HostStatus.Maintenance) }).SingleOrDefaultAsync(cancellationToken);
        if (newest is null) return "Somebody else took the lease meanwhile.";
        return newest.MayAsk ? null : ClusterHosts.AtRest(host.Name);
    }
}
