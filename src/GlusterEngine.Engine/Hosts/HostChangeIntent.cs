using GlusterEngine.Data;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>The rows that say that a host is to be taken into the pool of its cluster, or out of it: job, steps, and the change itself.</summary>
internal sealed class HostChangeIntent
{
    // Longer than the looks and the verb may take at one host, with the time that others may add.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(300);

    private HostChangeIntent(HostChange change, string cluster) => (Change, Cluster) = (change, cluster);

    public HostChange Change { get; }

    /// <summary>Name of the cluster.</summary>
    public string Cluster { get; }

    /// <summary>The job of the change that is open for a host; null when none is.</summary>
    public static Task<Guid?> OpenJobAsync(EngineDb db, Guid hostId, CancellationToken cancellationToken) =>
        db.HostChanges.Where(c => c.HostId == hostId && c.Deadline != null).Select(static c => (Guid?)c.JobId).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Adds the rows.</summary>
    /// <param name="db">The database, its transaction open.</param>
    /// <param name="host">The host.</param>
    /// <param name="kind">The command, the name of the cluster, and whether it is all done with this transaction.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="engine">This engine, and the database time.</param>
    public static HostChangeIntent Write(
        EngineDb db, Host host, (ActionType Action, string Cluster, bool IsDone) kind, CommandContext context, (EngineIdentity Identity, DateTimeOffset Now) engine)
    {
        var (jobId, stepId, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), engine.Now);
        var description = kind.Action == ActionType.AddHost ? $"Adding new Host {host.Name} to Cluster {kind.Cluster}" : $"Removing Host {host.Name} from Cluster {kind.Cluster}";
        // The row of the host may go; who sees the cluster goes on to see the job.
        var job = ShortJob.Of((jobId, stepId), (kind.Action, description), context, now, [(host.Id, SubjectType.Host), (host.ClusterId, SubjectType.Cluster)]);
        db.Add(kind.IsDone ? job.Done(now) : job);
        var change = new HostChange
        {
            StepId = stepId,
            JobId = jobId,
            ClusterId = host.ClusterId,
            HostId = host.Id,
            HostName = host.Name,
            Address = host.Address,
            ActionType = kind.Action,
            EngineId = engine.Identity.Id,
            Deadline = kind.IsDone ? null : now + AnswerTime,
        };
        db.Add(change);
        return new(change, kind.Cluster);
    }

    /// <summary>Writes down that gluster is about to be told, so that nobody takes the change for one that was never begun. False when it is not open any more.</summary>
    public async Task<bool> BeginAsync(CommandServices services, Guid peerUuid, CancellationToken cancellationToken)
    {
        await using var db = await services.Databases.CreateDbContextAsync(cancellationToken);
        return await db.HostChanges.Where(c => c.StepId == Change.StepId && c.Deadline > DateTimeOffset.UnixEpoch)
            .ExecuteUpdateAsync(set => set.SetProperty(static c => c.PeerUuid, peerUuid), cancellationToken) == 1;
    }

    /// <summary>Asks the database whether a host may still be told: the change is open, not too old, and that host is not at rest by now.</summary>
    public async Task<string?> ForbidsAsync(EngineDb db, VdsHost host, CancellationToken cancellationToken)
    {
        if (!await IsAwaitedAsync(db, cancellationToken)) return "Another engine found meanwhile that it did not happen.";
        if (await db.RestOfAsync((host.Id, host.Name), cancellationToken) is { } rest) return rest;
        var since = await db.NowAsync(cancellationToken) - ChangeRule.LastSaid;
        return await db.HostChanges.AnyAsync(c => c.StepId == Change.StepId && c.AskedAt > since, cancellationToken) ? null : ChangeRule.TooLate;
    }

    /// <summary>Whether the answer is still missing.</summary>
    public Task<bool> IsAwaitedAsync(EngineDb db, CancellationToken cancellationToken) =>
        db.HostChanges.AnyAsync(c => c.StepId == Change.StepId && c.Deadline > DateTimeOffset.UnixEpoch, cancellationToken);
}
