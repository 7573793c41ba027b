using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Jobs;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Clusters;

/// <summary>
/// Counts the entries that wait for a heal, per brick of each started volume with copies. It changes nothing in gluster, so it needs no lease and no
/// intent: its job names the engine instead, and ends with it (<see cref="HealCountSync"/>).
/// </summary>
public sealed class SyncHealClusterVolumesCommand(CommandServices services) : CommandBase<Guid, StartedCount>(services)
{
    public override ActionType ActionType => ActionType.SyncHealClusterVolumes;

    protected override CommandTarget TargetOf(Guid parameters) => CommandTarget.Cluster(parameters);

    protected override Role RoleFor(Guid parameters, CommandContext context) => Role.Operator;

    protected override async Task<Prepared<StartedCount>> PrepareAsync(EngineDb db, Guid parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var cluster = await db.Clusters.Where(c => c.Id == parameters).Select(static c => c.Name).SingleOrDefaultAsync(cancellationToken);
        if (cluster is null) return Prepared<StartedCount>.Refuse(Refusals.NotFound("cluster", parameters));
        var hosts = await db.UpHostsOfAsync(parameters, cancellationToken);
        var refusals = VolumeRefusals.NoHost(hosts, cluster, "Cannot refresh heal status of Cluster.").ToList();
        if (refusals.Count > 0) return new(refusals);
        var volumes = await db.Volumes.AsNoTracking().Where(v => v.ClusterId == parameters && v.Status == GlusterVolumeStatus.Up && v.ReplicaCount > 1)
            .OrderBy(static v => v.Name).Select(static v => new { v.Id, v.Name }).ToListAsync(cancellationToken);
        var count = new HealCount(parameters, cluster, Guid.CreateVersion7(), context);
        db.Add(ShortJob.Of((count.JobId, Guid.CreateVersion7()), (ActionType, $"Counting pending heals in Cluster {cluster}"), context, await db.NowAsync(cancellationToken),
            [(parameters, SubjectType.Cluster)], Services.Engine.Id));
        return new([], new StartedCount(count.JobId), token => CountAsync(count, hosts, [.. volumes.Select(static volume => (volume.Id, volume.Name))], token))
        {
            IsWritten = (look, token) => IsOpenAsync(look, count, token),
        };
    }

    private async Task<CommandResult<StartedCount>> CountAsync(HealCount count, IReadOnlyList<VdsHost> hosts, IReadOnlyList<(Guid Id, string Name)> volumes, CancellationToken stopping)
    {
        var counts = new Dictionary<Guid, IReadOnlyList<BrickHealCount>>();
        var problems = new List<string>();
        foreach (var volume in volumes)
        {
            var reply = await AskAsync(volume, hosts, stopping);
            if (reply is VdsReply<IReadOnlyList<BrickHealCount>>.Answered answered) counts[volume.Id] = answered.Value;
            else problems.Add($"{volume.Name}: {reply.Summary}");
        }

        var isWritten = await new ResultWriter(Services, ActionType, $"(all of cluster {count.ClusterName})", (db, token) => IsOpenAsync(db, count, token))
            .WriteAsync(db => WriteAsync(db, count, counts, problems));
        return isWritten ? new CommandResult<StartedCount>.Done(new(count.JobId)) : new CommandResult<StartedCount>.OutcomeUnknown("The database could not take the result.", new(count.JobId));
    }

    private async Task<VdsReply<IReadOnlyList<BrickHealCount>>> AskAsync((Guid Id, string Name) volume, IReadOnlyList<VdsHost> hosts, CancellationToken stopping)
    {
        VdsReply<IReadOnlyList<BrickHealCount>> reply = new VdsReply<IReadOnlyList<BrickHealCount>>.Unreachable("No host of the cluster is up.");
        try
        {
            foreach (var host in hosts)
            {
                using var turn = await Services.Gate.EnterAsync(volume.Id, stopping);
                reply = await GlusterLockRetry.RunAsync(() => Services.Vds.CallAsync(host, new HealCountVerb(volume.Name), stopping), Services.Time, stopping);
                if (reply is not VdsReply<IReadOnlyList<BrickHealCount>>.Unreachable) break;
            }
        }
        catch (OperationCanceledException)
        {
            return new VdsReply<IReadOnlyList<BrickHealCount>>.Unknown("The engine was stopped before the volume was counted.");
        }

        return reply;
    }

    /// <summary>Whether nobody ended it: an engine that stood still for long may have been given up.</summary>
    private static Task<bool> IsOpenAsync(EngineDb db, HealCount count, CancellationToken cancellationToken) =>
        db.Jobs.AnyAsync(job => job.Id == count.JobId && job.EndTime == null, cancellationToken);

    private static async Task WriteAsync(EngineDb db, HealCount count, Dictionary<Guid, IReadOnlyList<BrickHealCount>> counts, List<string> problems)
    {
        if (await db.LockJobAsync(count.JobId, CancellationToken.None) is not { EndTime: null } job) return;
        var now = await db.NowAsync(CancellationToken.None);
        var bricks = await db.Bricks.Where(b => counts.Keys.Contains(b.VolumeId)).ToListAsync(CancellationToken.None);
        foreach (var brick in bricks)
            (brick.PendingHeals, brick.HealsCountedAt) = (counts[brick.VolumeId].FirstOrDefault(found => found.Address == brick.Address)?.Entries, now);
        var status = HealCount.StatusOf(counts.Count, problems.Count);
        job.End(status, status, now);
        await db.SaveChangesAsync(CancellationToken.None);
        var (severity, text) = problems.Count == 0
            ? (EventSeverity.Normal, $"The entries that wait for a heal were counted in {counts.Count} volumes of cluster {count.ClusterName}: {bricks.Sum(static brick => brick.PendingHeals ?? 0)}.")
            : (EventSeverity.Warning, $"The entries that wait for a heal could not be counted in all volumes of cluster {count.ClusterName}. {string.Join("; ", problems)}");
        await db.AppendEventsAsync([new(EventCode.GlusterHealsCounted, severity, text)
        {
            ClusterId = count.ClusterId,
            JobId = count.JobId,
            UserId = count.Context.Caller.UserId,
            CorrelationId = count.Context.CorrelationId,
        }], CancellationToken.None);
    }
}
