using System.Globalization;
using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Volumes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>
/// Makes hosts drop the tasks that only they still show: an option that is set while their glusterd is stopped makes the volume's configuration newer than
/// theirs, so that they read it anew when they come back. Set while they are connected it reaches them too, and cures nothing (10.3). Gluster cannot remove
/// such an option again, so one stays behind with a number. It changes nothing of a task that the others know, so it takes no lease; one that is held is
/// respected all the same.
/// </summary>
public sealed class CureGlusterTaskGhostCommand(CommandServices services) : CommandBase<CureGhostParameters, Guid>(services)
{
    /// <summary>The option whose change cures. Its value is when: the seconds since 1970.</summary>
    internal const string Option = "user.glusterengine-cure";

    public override ActionType ActionType => ActionType.CureGlusterTaskGhost;

    protected override async Task<Prepared<Guid>> PrepareAsync(
        EngineDb db, CureGhostParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        if (await LoadAsync(db, parameters, cancellationToken) is not { } volume) return Prepared<Guid>.Refuse(Refusals.NotFound("volume", parameters.VolumeId));
        var refusals = CureRefusals.Before(volume).ToList();
        if (refusals.Count > 0) return new(refusals);
        return new([], volume.Id, token => CureAsync(parameters, context, token), token => RehearseAsync(volume, token)) { IsRepeatable = true };
    }

    private async Task<CommandResult<Guid>> RehearseAsync(HauntedVolume volume, CancellationToken stopping) => await FindHostAsync(volume, stopping) switch
    {
        { Host: null, Problem: var problem } => new CommandResult<Guid>.Refused([CureRefusals.PeersUnfit(volume, problem!)]),
        _ => new CommandResult<Guid>.Rehearsed(Plan: null, Gate: null),
    };

    /// <summary>A host that is not haunted, and sees those that are away and all others connected.</summary>
    private Task<(VdsHost? Host, string? Problem)> FindHostAsync(HauntedVolume volume, CancellationToken stopping) =>
        Services.Peers.FindAsync(volume.Others, volume.HauntedPeers, stopping);

    private static async Task<HauntedVolume?> LoadAsync(EngineDb db, CureGhostParameters parameters, CancellationToken cancellationToken)
    {
        var found = await (from volume in db.Volumes
                           join cluster in db.Clusters on volume.ClusterId equals cluster.Id
                           where volume.Id == parameters.VolumeId && volume.ClusterId == parameters.ClusterId
                           select new { volume.Name, Cluster = cluster.Name }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var haunted = await db.TaskGhosts.Where(ghost => ghost.VolumeId == parameters.VolumeId).Select(static ghost => ghost.HostId).ToListAsync(cancellationToken);
        var hosts = await db.HostsOf(parameters.ClusterId).ToListAsync(cancellationToken);
        return new()
        {
            Id = parameters.VolumeId,
            ClusterId = parameters.ClusterId,
            Name = found.Name,
            Cluster = found.Cluster,
            Haunted = string.Join(", ", hosts.Where(host => haunted.Contains(host.Id)).Select(static host => host.Name)),
            HauntedPeers = hosts.Where(host => haunted.Contains(host.Id)).Select(static host => host.PeerUuid).OfType<Guid>().ToHashSet(),
            Others = [.. hosts.Up().Where(host => !haunted.Contains(host.Id)).Select(VdsHost.Of)],
            Holder = await LeaseHolders.Of(db, parameters.ClusterId).SingleOrDefaultAsync(holder => holder.VolumeId == parameters.VolumeId, cancellationToken),
        };
    }

    private async Task<CommandResult<Guid>> CureAsync(CureGhostParameters parameters, CommandContext context, CancellationToken stopping)
    {
        try
        {
            using var turn = await Services.Gate.EnterAsync(parameters.VolumeId, stopping);
            // Until it was its turn the lease may have been taken, and hosts put at rest.
            var (volume, now) = await ReadAgainAsync(parameters, stopping);
            if (volume is null) return new CommandResult<Guid>.Refused([Refusals.NotFound("volume", parameters.VolumeId)]);
            var refusals = CureRefusals.Before(volume).ToList();
            if (refusals.Count > 0) return new CommandResult<Guid>.Refused(refusals);
            var (host, problem) = await FindHostAsync(volume, stopping);
            if (host is null) return new CommandResult<Guid>.Refused([CureRefusals.PeersUnfit(volume, problem!)]);
            var reply = await SetAsync(volume, host, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), stopping);
            await TellAsync(volume, host.Name, reply, context);
            return reply switch
            {
                VdsReply<bool>.Answered => new CommandResult<Guid>.Done(volume.Id),
                VdsReply<bool>.Refused refused => new CommandResult<Guid>.GlusterRefused(refused.Error, volume.Id),
                VdsReply<bool>.Unreachable unreachable => new CommandResult<Guid>.Unreachable(unreachable.Reason, volume.Id),
                _ => new CommandResult<Guid>.OutcomeUnknown(reply.Summary, volume.Id),
            };
        }
        catch (OperationCanceledException)
        {
            return new CommandResult<Guid>.OutcomeUnknown("The engine was stopped while it waited for gluster.", parameters.VolumeId);
        }
    }

    private async Task<(HauntedVolume? Volume, DateTimeOffset Now)> ReadAgainAsync(CureGhostParameters parameters, CancellationToken stopping)
    {
        await using var db = await Services.Databases.CreateDbContextAsync(stopping);
        return (await LoadAsync(db, parameters, stopping), await db.NowAsync(stopping));
    }

    /// <summary>The inventory knows of the option at once, so that it is no news there later.</summary>
    private async Task<VdsReply<bool>> SetAsync(HauntedVolume volume, VdsHost host, string value, CancellationToken stopping)
    {
        var verb = new VolumeSetVerb(volume.Name, Option, value);
        var reply = await GlusterLockRetry.RunAsync(() => Services.Vds.CallAsync(host, verb, stopping), Services.Time, stopping);
        if (reply is not VdsReply<bool>.Answered) return reply;
        await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
        await db.WriteVolumeOptionAsync(volume.Id, Option, value, CancellationToken.None);
        return reply;
    }

    private async Task TellAsync(HauntedVolume volume, string host, VdsReply<bool> reply, CommandContext context)
    {
        var (severity, text) = reply is VdsReply<bool>.Answered
            ? (EventSeverity.Normal, $"start glusterd on {volume.Haunted} now; it reads the volume anew and drops what the other hosts do not show.")
            : (EventSeverity.Error, $"{Option} was not set through {host}: {reply.Summary}");
        await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
        await db.AppendEventsAsync([new(EventCode.GlusterTaskGhostCure, severity,
            $"Cure of ghosts on Gluster Volume {volume.Name} of cluster {volume.Cluster}, asked by {context.Caller.Name}: {text}")
        {
            ClusterId = volume.ClusterId,
            VolumeId = volume.Id,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], CancellationToken.None);
    }
}
