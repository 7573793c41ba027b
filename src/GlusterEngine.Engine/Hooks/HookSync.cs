using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Hooks;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Hooks;

/// <summary>
/// Keeps what is known of the hosts' hooks as they show them. A look that began before a command on hooks ended, or before another look, is not written: what it saw may be
/// outdated.
/// </summary>
public sealed class HookSync(IDbContextFactory<EngineDb> databases, IVdsClient vds, ILogger<HookSync> logger)
{
    /// <summary>Looks at all hosts that are up.</summary>
    public async Task SyncAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        var (hosts, began) = await LoadAsync(clusterId, cancellationToken);
        if (hosts.Count == 0) return;
        var answers = await Task.WhenAll(hosts.Select(host => ListAsync(host, cancellationToken)));
        if (await ApplyAsync(clusterId, answers, began, cancellationToken) is { } added) await ReadContentsAsync(clusterId, hosts, added, cancellationToken);
    }

    /// <summary>Looks if a host came up since it was last looked at, and ends changes whose engine is gone.</summary>
    public async Task SyncNewAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        var ended = await EndOrphansAsync(clusterId, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var isNew = await db.Hosts.AnyAsync(
            h => h.ClusterId == clusterId && h.Status == HostStatus.Up && (h.HooksLookedAt == null || h.HooksLookedAt < h.StatusSince), cancellationToken);
        await db.Database.CloseConnectionAsync();
        if (ended || isNew) await SyncAsync(clusterId, cancellationToken);
    }

    private async Task<(IReadOnlyList<Host> Hosts, DateTimeOffset Began)> LoadAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hosts = await db.HostsOf(clusterId).ToListAsync(cancellationToken);
        return ([.. hosts.Up()], await db.NowAsync(cancellationToken));
    }

    private async Task<(Host Host, HookListing? Listing, string? Problem)> ListAsync(Host host, CancellationToken cancellationToken)
    {
        var reply = await vds.CallAsync(VdsHost.Of(host), new HookListVerb(), cancellationToken);
        return reply is VdsReply<IReadOnlyList<HookDescription>>.Answered answered ? (host, new(host.Id, host.Name, answered.Value), null) : (host, null, HookOutcome.ReasonOf(reply));
    }

    /// <summary>The hooks that are new; null when the look was outdated.</summary>
    private async Task<IReadOnlySet<Guid>?> ApplyAsync(
        Guid clusterId, IReadOnlyList<(Host Host, HookListing? Listing, string? Problem)> answers, DateTimeOffset began, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var cluster = (await db.Clusters.FromSql($"select * from cluster where cluster_id = {clusterId} for update").ToListAsync(cancellationToken)).SingleOrDefault();
        if (cluster is null || cluster.HooksSeenAt > began) return null;
        cluster.HooksSeenAt = began;
        var hosts = await db.Hosts.FromSql($"select * from host where cluster_id = {clusterId} order by host_id for update").ToDictionaryAsync(static h => h.Id, cancellationToken);
        // A host that was removed meanwhile is not brought back.
        var there = answers.Where(answer => hosts.ContainsKey(answer.Host.Id)).ToList();
        var changing = await db.HookChanges.Where(c => c.ClusterId == clusterId && c.Deadline != null).Select(static c => c.HookId).ToListAsync(cancellationToken);
        var known = await db.Hooks.Include(static h => h.ServerHooks).Where(h => h.ClusterId == clusterId).ToListAsync(cancellationToken);
        var comparer = new HookComparer(clusterId, cluster.Name);
        var added = comparer.Compare(known, [.. there.Select(static answer => answer.Listing).OfType<HookListing>()], changing.ToHashSet());
        db.AddRange(added);
        var failures = there.Select(answer => Note(hosts[answer.Host.Id], answer.Problem, began)).OfType<EventDraft>().ToList();
        await db.SaveChangesAsync(cancellationToken);
        var events = comparer.Events.Concat(failures).ToList();
        if (events.Count > 0) await db.AppendEventsAsync(events, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added.Select(static hook => hook.Id).ToHashSet();
    }

    /// <summary>Notes how the look at a host came out. What is to be told of it; null when that is no news.</summary>
    private EventDraft? Note(Host host, string? problem, DateTimeOffset began)
    {
        var isNews = problem is not null && host.HooksProblem is null;
        (host.HooksLookedAt, host.HooksProblem) = (began, problem);
        if (problem is not null) Log.HooksNotListed(logger, host.Name, problem);
        return isNews ? new(EventCode.GlusterHookListFailed, EventSeverity.Error, $"The hooks of host {host.Name} could not be listed: {problem}") { ClusterId = host.ClusterId, HostId = host.Id } : null;
    }

    /// <summary>Reads contents that are not known, each from a host that has the one that is meant. That it cannot be read is told of new hooks only.</summary>
    private async Task ReadContentsAsync(Guid clusterId, IReadOnlyList<Host> hosts, IReadOnlySet<Guid> added, CancellationToken cancellationToken)
    {
        List<GlusterHook> unread;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            unread = await db.Hooks.AsNoTracking().Include(static h => h.ServerHooks).Where(h => h.ClusterId == clusterId && h.Content == null).ToListAsync(cancellationToken);
        foreach (var hook in unread)
        {
            var host = hosts.FirstOrDefault(host => hook.ServerHooks.Exists(seen => seen.HostId == host.Id && seen.Checksum == hook.Checksum));
            if (host is null) continue;
            var reply = await vds.CallAsync(VdsHost.Of(host), new HookReadVerb(hook.HookName), cancellationToken);
            if (reply is VdsReply<HookContent>.Answered answered) await StoreAsync(hook, answered.Value, cancellationToken);
            else if (added.Contains(hook.Id)) await TellAsync(hook, host, HookOutcome.ReasonOf(reply), cancellationToken);
        }
    }

    private async Task TellAsync(GlusterHook hook, Host host, string reason, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.AppendEventsAsync(
            [new(EventCode.GlusterHookGetContentFailed, EventSeverity.Error, $"The content of hook {hook.HookName} could not be read from host {host.Name}: {reason}") { ClusterId = hook.ClusterId, HostId = host.Id }],
            cancellationToken);
    }

    private async Task StoreAsync(GlusterHook hook, HookContent content, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // One that was changed between the two questions is seen at the next look.
        var bytes = content.Bytes.ToArray();
        await db.Hooks.Where(h => h.Id == hook.Id && h.Checksum == content.Checksum).ExecuteUpdateAsync(set => set.SetProperty(static h => h.Content, bytes), cancellationToken);
    }

    private async Task<bool> EndOrphansAsync(Guid clusterId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var orphans = await db.GetOrphanedHookChangesAsync(clusterId, cancellationToken);
        if (orphans.Count == 0) return false;
        var cluster = await db.Clusters.Where(c => c.Id == clusterId).Select(static c => c.Name).SingleAsync(cancellationToken);
        foreach (var change in orphans)
        {
            if (!await db.EndHookChangeAsync(change.StepId, JobExecutionStatus.Unknown, "Executing: the engine that did it is gone; the hook's conflicts show what is left to do", cancellationToken)) continue;
            var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == change.JobId, cancellationToken);
            await db.AppendEventsAsync(
                [HookWords.Of(change.ActionType).Orphaned(cluster, new(default, default, job.Description) { ClusterId = clusterId, JobId = job.Id, UserId = job.OwnerId, CorrelationId = job.CorrelationId })],
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
