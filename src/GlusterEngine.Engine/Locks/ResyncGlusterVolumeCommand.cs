using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Locks;

/// <summary>
/// Takes gluster's word for the generation of a volume. For an administrator who knows why it is another one than this engine's: the
/// database was restored from an older backup, or another engine used to manage the volume.
/// </summary>
public sealed class ResyncGlusterVolumeCommand(CommandServices services) : CommandBase<ResyncVolumeParameters, long>(services)
{
    /// <summary>Generations grow by one at a time; half of what the database can count stays for what comes after.</summary>
    private const long Greatest = long.MaxValue / 2;

    public override ActionType ActionType => ActionType.ResyncGlusterVolume;

    protected override async Task<Prepared<long>> PrepareAsync(
        EngineDb db, ResyncVolumeParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var (clusterId, volumeId) = parameters;
        var volume = await db.Volumes.Where(v => v.Id == volumeId && v.ClusterId == clusterId).Select(static v => v.Name).SingleOrDefaultAsync(cancellationToken);
        if (volume is null) return Prepared<long>.Refuse(Commands.Refusals.NotFound("volume", volumeId));
        // What an unanswered change may have written is settled by the sync; until then nobody knows whose word the generation is.
        var holder = await LeaseHolders.LockAsync(db, clusterId, volumeId, cancellationToken);
        if (holder is { IsUnanswered: true }) return Prepared<long>.Refuse(Unanswered(holder));
        var lease = await KnownAsync(db, volumeId, cancellationToken);
        var cluster = await db.Clusters.Where(c => c.Id == clusterId).Select(static c => c.Name).SingleAsync(cancellationToken);
        var hosts = await db.UpHostsOfAsync(clusterId, cancellationToken);
        return new([], 0, async token =>
        {
            var result = await TakeAsync((clusterId, cluster), (volumeId, volume, lease), hosts, context, token);
            return result is CommandResult<long>.Refused refused ? new CommandResult<long>.Refused([.. refused.Reasons.Naming(holder)]) : result;
        })
        { IsRepeatable = true };
    }

    private async Task<CommandResult<long>> TakeAsync(
        (Guid Id, string Name) cluster, (Guid Id, string Name, (long Generation, long Stamp)? Lease) volume, IReadOnlyList<VdsHost> hosts, CommandContext context, CancellationToken stopping)
    {
        var reason = $"No host of cluster {cluster.Name} is up; bring one up.";
        foreach (var host in hosts)
        {
            var looked = await Services.Vds.CallAsync(host, new VolumeInfoVerb(volume.Name), stopping);
            if (looked is VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [var found, ..] } && found.Id == volume.Id)
                return await WriteAsync(cluster, volume, found, context);
            reason = $"Host {host.Name} does not describe the volume: {looked.Summary}";
        }

        return Refused(reason);
    }

    private async Task<CommandResult<long>> WriteAsync((Guid Id, string Name) cluster, (Guid Id, string Name, (long Generation, long Stamp)? Lease) volume, VolumeDescription found, CommandContext context)
    {
        if (VolumeFence.GenerationOf(found) is not { } generation)
            return Refused($"In gluster the option {VolumeFence.Option} of volume {volume.Name} is '{found.Options[VolumeFence.Option]}', which is no number; set it to one.");
        if (generation > Greatest)
            return Refused($"In gluster the option {VolumeFence.Option} of volume {volume.Name} is {generation}, which no engine wrote: the greatest that is taken is {Greatest}. Set it to a smaller number.");
        await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        // Whoever asked gluster for a change since the look may have moved the generation on after it.
        if (await LeaseHolders.LockAsync(db, cluster.Id, volume.Id, CancellationToken.None) is { IsUnanswered: true } holder) return new CommandResult<long>.Refused([Unanswered(holder)]);
        if (await KnownAsync(db, volume.Id, CancellationToken.None) != volume.Lease)
            return Refused($"The volume {volume.Name} was changed while its generation was read. Ask again.");
        await db.TakeStampAsync(volume.Id, generation, CancellationToken.None);
        await db.AppendEventsAsync([new(EventCode.GlusterVolumeResynced, EventSeverity.Warning,
            $"Gluster Volume {volume.Name} of cluster {cluster.Name}: {context.Caller.Name} took gluster's word for its generation, {generation}.")
        {
            ClusterId = cluster.Id,
            VolumeId = volume.Id,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return new CommandResult<long>.Done(generation);
    }

    /// <summary>What the lease and gluster were last known to be at; null for a volume that never had one.</summary>
    private static async Task<(long Generation, long Stamp)?> KnownAsync(EngineDb db, Guid volumeId, CancellationToken cancellationToken) =>
        await db.VolumeLeases.Where(l => l.VolumeId == volumeId).Select(static l => new { l.Generation, l.Stamp }).SingleOrDefaultAsync(cancellationToken) is { } lease
            ? (lease.Generation, lease.Stamp)
            : null;

    private static Refusal Unanswered(LeaseHolder holder) =>
        new(VolumeRefusals.InProgress, $"Cannot resync Gluster Volume. What was asked of gluster is not answered yet. {holder.Describe()}", RefusalKind.Conflict) { Holder = holder };

    private static CommandResult<long>.Refused Refused(string reason) =>
        new([new("ACTION_TYPE_FAILED_GENERATION_NOT_READ", $"Cannot resync Gluster Volume. {reason}", RefusalKind.Conflict)]);
}
