using System.Globalization;
using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Volumes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>
/// Makes hosts drop the tasks that only they still show: an option that another host sets makes the volume's configuration newer than theirs, and they
/// read it anew. Gluster cannot remove such an option again, so one stays behind with a number. It changes nothing of a task that the others know, so
/// it takes no lease; one that is held is respected all the same.
/// </summary>
public sealed class CureGlusterTaskGhostCommand(CommandServices services, GhostFinder finder) : CommandBase<CureGhostParameters, Guid>(services)
{
    /// <summary>The option whose change cures. Its value is when: the seconds since 1970.</summary>
    internal const string Option = "user.glusterengine-cure";

    // A host that reads a volume anew answers nonsense for one to three seconds (spec/gluster.md 4).
    private const int Looks = 12;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public override ActionType ActionType => ActionType.CureGlusterTaskGhost;

    protected override async Task<Prepared<Guid>> PrepareAsync(
        EngineDb db, CureGhostParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        if (await LoadAsync(db, parameters, cancellationToken) is not { } volume) return Prepared<Guid>.Refuse(Refusals.NotFound("volume", parameters.VolumeId));
        var refusals = CureRefusals.Before(volume).ToList();
        if (refusals.Count > 0) return new(refusals);
        var now = await db.NowAsync(cancellationToken);
        return new([], volume.Id, token => CureAsync(volume, now, context, token));
    }

    private static async Task<HauntedVolume?> LoadAsync(EngineDb db, CureGhostParameters parameters, CancellationToken cancellationToken)
    {
        var found = await (from volume in db.Volumes
                           join cluster in db.Clusters on volume.ClusterId equals cluster.Id
                           where volume.Id == parameters.VolumeId && volume.ClusterId == parameters.ClusterId
                           select new { volume.Name, Cluster = cluster.Name }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var haunted = await db.TaskGhosts.Where(ghost => ghost.VolumeId == parameters.VolumeId).Select(static ghost => ghost.HostId).ToListAsync(cancellationToken);
        var hosts = await db.Hosts.AsNoTracking().Where(host => host.ClusterId == parameters.ClusterId).OrderBy(static host => host.Name).ToListAsync(cancellationToken);
        var job = await (from lease in db.VolumeLeases
                         join holder in db.Jobs on lease.JobId equals holder.Id
                         where lease.VolumeId == parameters.VolumeId
                         select holder.Description).SingleOrDefaultAsync(cancellationToken);
        return new()
        {
            Id = parameters.VolumeId,
            ClusterId = parameters.ClusterId,
            Name = found.Name,
            Cluster = found.Cluster,
            Haunted = string.Join(", ", hosts.Where(host => haunted.Contains(host.Id)).Select(static host => host.Name)),
            Others = [.. hosts.Where(host => host.Status == HostStatus.Up && !haunted.Contains(host.Id)).Select(VdsHost.Of)],
            Job = job,
        };
    }

    private async Task<CommandResult<Guid>> CureAsync(HauntedVolume volume, DateTimeOffset now, CommandContext context, CancellationToken stopping)
    {
        try
        {
            var (host, problem) = await Services.Peers.FindAsync(volume.Others, stopping);
            if (host is null) return new CommandResult<Guid>.Refused([CureRefusals.PeersMissing(volume, problem!)]);
            var reply = await SetAsync(volume, host, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), stopping);
            var isGone = reply is VdsReply<bool>.Answered or VdsReply<bool>.Unknown && await IsGoneAsync(volume, stopping);
            await TellAsync(volume, (host.Name, reply, isGone), context);
            return reply switch
            {
                _ when isGone => new CommandResult<Guid>.Done(volume.Id),
                VdsReply<bool>.Refused refused => new CommandResult<Guid>.GlusterRefused(refused.Error, volume.Id),
                VdsReply<bool>.Unreachable unreachable => new CommandResult<Guid>.Unreachable(unreachable.Reason, volume.Id),
                _ => new CommandResult<Guid>.OutcomeUnknown($"{volume.Haunted} may still drop it; the next look for ghosts tells.", volume.Id),
            };
        }
        catch (OperationCanceledException)
        {
            return new CommandResult<Guid>.OutcomeUnknown("The engine was stopped; the next look for ghosts tells what became of them.", volume.Id);
        }
    }

    /// <summary>The inventory knows of the option at once, so that it is no news there later.</summary>
    private async Task<VdsReply<bool>> SetAsync(HauntedVolume volume, VdsHost host, string value, CancellationToken stopping)
    {
        using var turn = await Services.Gate.EnterAsync(volume.Id, stopping);
        var verb = new VolumeSetVerb(volume.Name, Option, value);
        var reply = await GlusterLockRetry.RunAsync(() => Services.Vds.CallAsync(host, verb, stopping), Services.Time, stopping);
        if (reply is not VdsReply<bool>.Answered) return reply;
        await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
        await db.WriteVolumeOptionAsync(volume.Id, Option, value, CancellationToken.None);
        return reply;
    }

    private async Task<bool> IsGoneAsync(HauntedVolume volume, CancellationToken stopping)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (look > 0) await Task.Delay(BetweenLooks, Services.Time, stopping);
            await finder.LookAsync(volume.ClusterId, stopping);
            await using var db = await Services.Databases.CreateDbContextAsync(stopping);
            if (!await db.TaskGhosts.AnyAsync(ghost => ghost.VolumeId == volume.Id, stopping)) return true;
        }

        return false;
    }

    private async Task TellAsync(HauntedVolume volume, (string Host, VdsReply<bool> Reply, bool IsGone) cure, CommandContext context)
    {
        var (severity, text) = cure.Reply switch
        {
            _ when cure.IsGone => (EventSeverity.Normal, $"{volume.Haunted} dropped what the other hosts do not show."),
            VdsReply<bool>.Answered => (EventSeverity.Warning, $"{volume.Haunted} still shows what the others do not. End the volume's rebalance process there."),
            _ => (EventSeverity.Error, $"{Option} could not be set through {cure.Host}: {cure.Reply.Summary}"),
        };
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
