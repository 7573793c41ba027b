using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Hosts;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Connections;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// Takes a host, which is in maintenance and holds no brick, out of the pool of its cluster through another one, and forgets it. The last host of a cluster is
/// only forgotten: with it the cluster's volumes leave the engine's sight, so that is refused while one of them has an open task. By force so is any host of a
/// cluster none of whose other hosts answers, whatever it holds and whatever nobody can tell any more: a cluster that is lost for good can be taken apart.
/// </summary>
public sealed class RemoveHostCommand(CommandServices services, ConnectionKeeper keeper, PoolLook look) : HostChangeCommand<RemoveHostParameters>(services, keeper)
{
    public override ActionType ActionType => ActionType.RemoveHost;

    private protected override bool FailureTakesRowAlong => false;

    protected override CommandTarget TargetOf(RemoveHostParameters parameters) => CommandTarget.Host(parameters.HostId);

    protected override Guid? IdOf(ChangedHost result) => result.StepId;

    protected override async Task<Prepared<ChangedHost>> PrepareAsync(
        EngineDb db, RemoveHostParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        // All hosts of the cluster are locked, in the order in which the inventory locks them: whether this is the last one must stay true.
        var hosts = await db.Hosts.FromSql(
            $"select * from host where cluster_id = (select cluster_id from host where host_id = {parameters.HostId}) order by host_id for update").ToListAsync(cancellationToken);
        var host = hosts.Find(h => h.Id == parameters.HostId);
        if (host is null) return Prepared<ChangedHost>.Refuse(Refusals.NotFound("host", parameters.HostId));
        var cluster = await db.Clusters.Where(c => c.Id == host.ClusterId).Select(static c => c.Name).SingleAsync(cancellationToken);
        var others = hosts.Where(h => h.Id != host.Id).OrderBy(static h => h.Name, StringComparer.Ordinal).ToList();
        var up = others.Up().Select(VdsHost.Of).ToList();
        // One that rests, is looked at just now, or answers what it should not, may have much to tell.
        var isLost = parameters.Force && others.All(static other => other.Status == HostStatus.NonResponsive);
        if (await HostChangeIntent.OpenJobAsync(db, host.Id, cancellationToken) is { } other && !(isLost && await GiveUpAsync(db, host, cluster, context, cancellationToken)))
            return Prepared<ChangedHost>.Refuse(HostRemovalRefusals.UnderWay("Cannot remove Host.", host, other, up.Count == 0));
        var refusals = HostRemovalRefusals.Of(host, isLost || others.Count == 0 ? [] : await VolumesOnAsync(db, host, cancellationToken)).ToList();
        if (others.Count == 0 && await OpenJobAsync(db, host.ClusterId, cancellationToken) is { } job) refusals.Add(HostRemovalRefusals.LastWithOpenJob(host, job));
        else if (others.Count == 0 && await CountingJobAsync(db, host.ClusterId, cancellationToken) is { } count) refusals.Add(HostRemovalRefusals.LastWithCount(host, count));
        if (refusals.Count > 0) return new(refusals);

        var isPeer = others.Count > 0 && await db.GlusterServers.AnyAsync(s => s.ClusterId == host.ClusterId && (s.PeerUuid == host.PeerUuid || s.Hostname == host.Address), cancellationToken);
        if (up.Count == 0 && isPeer && !isLost) return Prepared<ChangedHost>.Refuse(HostRemovalRefusals.NobodyToAsk(host, cluster));
        var intent = HostChangeIntent.Write(db, host, (ActionType, cluster, IsDone: up.Count == 0), context, (Services.Engine, await db.NowAsync(cancellationToken)));
        var removed = new ChangedHost(host, intent.Change.JobId, intent.Change.StepId);
        if (up.Count == 0)
        {
            db.Remove(host);
            await db.AppendEventsAsync(await ForgottenAsync(db, host, (cluster, others.Count == 0, isPeer), About(intent, context), context, cancellationToken), cancellationToken);
            return new([], removed);
        }

        var pool = new Pool(up, others.Select(static h => h.PeerUuid).OfType<Guid>().ToHashSet(), parameters.Force);
        return new([], removed, stopping => ChangeAsync(removed, () => LeaveAsync(removed, intent, pool, context, stopping)), token => RehearseAsync(host, pool, token)) { IsWritten = intent.IsAwaitedAsync };
    }

    /// <summary>Ends a change that no engine waits for and no host is left to tell of; false where there is none.</summary>
    private static async Task<bool> GiveUpAsync(EngineDb db, Host host, string cluster, CommandContext context, CancellationToken cancellationToken)
    {
        if ((await db.GetOrphanedHostChangesAsync(host.ClusterId, cancellationToken)).FirstOrDefault(change => change.HostId == host.Id) is not { } change) return false;
        var given = HostChangeText.GivenUp(change, cluster, HostChangeResults.About(change, context.CorrelationId, context.Caller.UserId));
        await HostChangeResults.GivenUpAsync(db, change, "nobody is left who could tell what became of it", given);
        return true;
    }

    private async Task<CommandResult<ChangedHost>> RehearseAsync(Host host, Pool pool, CancellationToken cancellationToken)
    {
        var (decision, problem) = await DecideAsync(host, pool, cancellationToken);
        if (decision is null) return new CommandResult<ChangedHost>.Refused([HostRemovalRefusals.NobodyAnswers(host, problem!)]);
        return decision is LeaveDecision.Refuse refuse
            ? new CommandResult<ChangedHost>.Refused([refuse.Reason])
            : new CommandResult<ChangedHost>.Rehearsed(Plan: null, Gate: null);
    }

    /// <summary>What is to be done, else why nobody knows.</summary>
    private async Task<(LeaveDecision? Decision, string? Problem)> DecideAsync(Host host, Pool pool, CancellationToken cancellationToken)
    {
        var (asked, peers, problem) = await look.AskAsync(pool.Hosts, cancellationToken);
        if (peers is null) return (null, problem);
        var decision = LeaveRule.Decide(host, peers, pool.OtherPeers, pool.Force);
        if (decision is not LeaveDecision.Detach detach) return (decision, null);
        // Gluster keeps a host that has some bricks of a volume. With one that has all of them it drops the volume without a word, so what the engine saw last is not enough.
        var reply = await Services.Vds.CallAsync(asked!, new VolumeInfoVerb(), cancellationToken);
        return reply is VdsReply<IReadOnlyList<VolumeDescription>>.Answered answered
            ? (LeaveRule.Keep(host, detach, answered.Value), null)
            : (null, $"{asked!.Name} did not tell its volumes ({reply.Summary})");
    }

    private async Task<CommandResult<ChangedHost>> LeaveAsync(ChangedHost removed, HostChangeIntent intent, Pool pool, CommandContext context, CancellationToken stopping)
    {
        var (decision, problem) = await DecideAsync(removed.Host, pool, stopping);
        return decision switch
        {
            null => await FailAsync(intent, problem!, new CommandResult<ChangedHost>.Unreachable(problem!, removed), context),
            LeaveDecision.Refuse refuse => await FailAsync(intent, refuse.Reason.Text, new CommandResult<ChangedHost>.Refused([refuse.Reason]), context),
            LeaveDecision.Detach detach => await DetachAsync(removed, intent, pool, detach, context, stopping),
            _ => await RemovedAsync(removed, intent, (PeerUuid: null, Told: null, pool.Force), context),
        };
    }

    private async Task<CommandResult<ChangedHost>> DetachAsync(
        ChangedHost removed, HostChangeIntent intent, Pool pool, LeaveDecision.Detach detach, CommandContext context, CancellationToken stopping)
    {
        if (!await intent.BeginAsync(Services, detach.PeerUuid, stopping)) return new CommandResult<ChangedHost>.OutcomeUnknown("Another engine looks after it.", removed);
        var (told, reply) = await SayAsync(intent, pool.Hosts, new PeerDetachVerb(detach.Hostname, pool.Force), stopping);
        var isOut = reply is VdsReply<bool>.Answered or VdsReply<bool>.Unknown or VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.PeerNotFound }
            && (await look.AwaitAsync(pool.Hosts, told!, peers => peers.All(peer => peer.Uuid != detach.PeerUuid), stopping)).IsDone;
        if (isOut) return await RemovedAsync(removed, intent, (detach.PeerUuid, told!.Name, pool.Force), context);
        switch (reply)
        {
            case VdsReply<bool>.Refused refused:
                var error = LeaveRule.Explain(refused.Error);
                return await FailAsync(intent, error.Text, new CommandResult<ChangedHost>.GlusterRefused(error, removed), context);
            case VdsReply<bool>.Unreachable unreachable:
                return await FailAsync(intent, unreachable.Reason, new CommandResult<ChangedHost>.Unreachable(unreachable.Reason, removed), context);
        }

        var reason = reply is VdsReply<bool>.Unknown unknown ? unknown.Reason : "the pool lists it still";
        return await UnknownAsync(intent, removed, reason, context);
    }

    private Task<CommandResult<ChangedHost>> RemovedAsync(ChangedHost removed, HostChangeIntent intent, (Guid? PeerUuid, string? Told, bool Force) how, CommandContext context)
    {
        var about = About(intent, context);
        var told = HostChangeText.Removed(intent.Change.HostName, intent.Cluster, context.Caller.Name, about);
        IReadOnlyList<EventDraft> events = how.Told is { } by ? [HostChangeText.Left(intent.Change.HostName, intent.Cluster, (by, how.Force), about), told] : [told];
        return DoneAsync(intent, removed, db => HostChangeResults.RemovedAsync(db, intent.Change, how.PeerUuid, events));
    }

    /// <summary>Names of the volumes with bricks on a host. A brick tells its peer, and before the host ever answered, the name that gluster knows it by.</summary>
    private static Task<List<string>> VolumesOnAsync(EngineDb db, Host host, CancellationToken cancellationToken) => (
        from brick in db.Bricks
        join volume in db.Volumes on brick.VolumeId equals volume.Id
        where volume.ClusterId == host.ClusterId && (host.PeerUuid != null ? brick.PeerUuid == host.PeerUuid : brick.ServerName == host.Address)
        select volume.Name).Distinct().OrderBy(static name => name).ToListAsync(cancellationToken);

    /// <summary>What there is to tell. The last host takes volumes and peers out of the inventory.</summary>
    private static async Task<IReadOnlyList<EventDraft>> ForgottenAsync(
        EngineDb db, Host host, (string Cluster, bool IsLast, bool IsPeer) place, EventDraft about, CommandContext context, CancellationToken cancellationToken)
    {
        var removed = HostChangeText.Removed(host.Name, place.Cluster, context.Caller.Name, about);
        if (!place.IsLast) return place.IsPeer ? [HostChangeText.Lost(removed)] : [removed];
        var volumes = await db.Volumes.Where(v => v.ClusterId == host.ClusterId).ExecuteDeleteAsync(cancellationToken);
        var peers = await db.GlusterServers.Where(s => s.ClusterId == host.ClusterId).ExecuteDeleteAsync(cancellationToken);
        await db.Hooks.Where(h => h.ClusterId == host.ClusterId).ExecuteDeleteAsync(cancellationToken);
        return volumes + peers == 0 ? [removed] :
        [
            removed,
            about with
            {
                Code = EventCode.ClusterContentForgotten,
                Severity = EventSeverity.Warning,
                Description = $"{host.Name} was the last host of cluster {place.Cluster}: its volumes ({volumes}) and peers ({peers}) are not watched any more. Gluster goes on; add a host to see them again.",
            },
        ];
    }

    private static async Task<Guid?> OpenJobAsync(EngineDb db, Guid clusterId, CancellationToken cancellationToken) =>
        await (from task in db.StepTasks
               join step in db.Steps on task.StepId equals step.Id
               where task.ClusterId == clusterId && step.EndTime == null
               select (Guid?)task.JobId).FirstOrDefaultAsync(cancellationToken)
        ?? await db.VolumeChanges.Where(c => c.ClusterId == clusterId && c.Deadline != null).Select(static c => (Guid?)c.JobId).FirstOrDefaultAsync(cancellationToken)
        ?? await db.HookChanges.Where(c => c.ClusterId == clusterId && c.Deadline != null).Select(static c => (Guid?)c.JobId).FirstOrDefaultAsync(cancellationToken);

    /// <summary>A job that an engine does alone is ended by the cluster's own looks where that engine dies.</summary>
    private static Task<Guid?> CountingJobAsync(EngineDb db, Guid clusterId, CancellationToken cancellationToken) =>
        db.Jobs.Where(j => j.EngineId != null && j.EndTime == null && j.Subjects.Any(s => s.EntityId == clusterId)).Select(static j => (Guid?)j.Id).FirstOrDefaultAsync(cancellationToken);

    /// <param name="Hosts">Other hosts of the cluster that are up.</param>
    /// <param name="OtherPeers">The peers that the cluster's other hosts are.</param>
    /// <param name="Force">As it was asked.</param>
    private sealed record Pool(IReadOnlyList<VdsHost> Hosts, IReadOnlySet<Guid> OtherPeers, bool Force);
}
