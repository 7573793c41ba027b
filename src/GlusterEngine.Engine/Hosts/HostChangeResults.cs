using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Hosts;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Writes what became of hosts that join or leave a pool: step, job, host, peer and events, in the transaction of the caller.</summary>
internal static class HostChangeResults
{
    /// <summary>A host is in: it was there, was taken in, or is left for the regular look.</summary>
    /// <param name="db">The database.</param>
    /// <param name="intent">The change and the name of its cluster.</param>
    /// <param name="peerUuid">The peer it became; null when gluster was not asked for anything.</param>
    /// <param name="events">What there is to tell.</param>
    public static async Task AddedAsync(EngineDb db, HostChange intent, Guid? peerUuid, IReadOnlyList<EventDraft> events)
    {
        if (!await db.EndHostChangeAsync(intent.StepId, JobExecutionStatus.Finished, "Executing", CancellationToken.None)) return;
        // Locked as the inventory locks it, which sees the new peer at the same time and writes it down as well.
        if (peerUuid is { } uuid && await HostRow.LockAsync(db, intent.HostId, CancellationToken.None) is not null
            && !await db.GlusterServers.AnyAsync(s => s.PeerUuid == uuid, CancellationToken.None))
            db.Add(new GlusterServer { PeerUuid = uuid, ClusterId = intent.ClusterId, Hostname = intent.Address, Status = PeerStatus.Connected });
        await db.SaveChangesAsync(CancellationToken.None);
        await db.AppendEventsAsync(events, CancellationToken.None);
    }

    /// <summary>A host is out: its row goes, and that of its peer where it was one.</summary>
    public static async Task RemovedAsync(EngineDb db, HostChange change, Guid? peerUuid, IReadOnlyList<EventDraft> events)
    {
        if (!await db.EndHostChangeAsync(change.StepId, JobExecutionStatus.Finished, "Executing", CancellationToken.None)) return;
        if (await HostRow.LockAsync(db, change.HostId, CancellationToken.None) is { } host) db.Remove(host);
        await db.SaveChangesAsync(CancellationToken.None);
        if (peerUuid is { } uuid) await db.GlusterServers.Where(s => s.PeerUuid == uuid && s.ClusterId == change.ClusterId).ExecuteDeleteAsync(CancellationToken.None);
        await db.AppendEventsAsync(events, CancellationToken.None);
    }

    /// <summary>It did not come to it. A host that was to be added and definitely cannot goes; one that was to be removed stays.</summary>
    public static async Task FailedAsync(EngineDb db, HostChange change, string reason, bool takesRowAlong, IReadOnlyList<EventDraft> events)
    {
        if (!await db.EndHostChangeAsync(change.StepId, JobExecutionStatus.Failed, $"Executing: {reason}", CancellationToken.None)) return;
        if (takesRowAlong) await db.Hosts.Where(h => h.Id == change.HostId).ExecuteDeleteAsync(CancellationToken.None);
        await db.AppendEventsAsync(events, CancellationToken.None);
    }

    /// <summary>It is not looked for any longer.</summary>
    public static async Task GivenUpAsync(EngineDb db, HostChange change, string reason, EventDraft told)
    {
        if (await db.EndHostChangeAsync(change.StepId, JobExecutionStatus.Unknown, $"Executing: {reason}", CancellationToken.None))
            await db.AppendEventsAsync([told], CancellationToken.None);
    }

    /// <summary>Nobody waits for an answer any more, so the sync may look.</summary>
    public static async Task UnknownAsync(EngineDb db, HostChange change, EventDraft told)
    {
        await db.HostChanges.Where(c => c.StepId == change.StepId && c.Deadline != null)
            .ExecuteUpdateAsync(static set => set.SetProperty(static c => c.Deadline, DateTimeOffset.UnixEpoch), CancellationToken.None);
        await db.AppendEventsAsync([told], CancellationToken.None);
    }

    /// <summary>What all events about a change have in common.</summary>
    public static EventDraft About(HostChange change, string correlationId, Guid? userId) => new(default, EventSeverity.Normal, "")
    {
        ClusterId = change.ClusterId,
        HostId = change.HostId,
        JobId = change.JobId,
        UserId = userId,
        CorrelationId = correlationId,
    };
}
