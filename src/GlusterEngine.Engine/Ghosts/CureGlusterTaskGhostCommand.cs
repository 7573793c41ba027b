using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Volumes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>
/// Makes hosts drop the tasks that only they still show: an option that another host sets makes the volume's configuration newer than theirs, and they
/// read it anew. Gluster cannot remove such an option again, so one stays behind with a number. Holds the volume's lease meanwhile.
/// </summary>
public sealed class CureGlusterTaskGhostCommand(CommandServices services, PeerConnections peers, ILogger<CureGlusterTaskGhostCommand> logger)
    : CommandBase<CureGhostParameters, GhostCure>(services)
{
    /// <summary>The option whose change cures. The value is the lease's generation: a few digits, another one each time.</summary>
    internal const string Option = "user.glusterengine-cure";

    // A host that reads a volume anew answers nonsense for one to three seconds (spec/gluster.md 4).
    private const int Looks = 12;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public override ActionType ActionType => ActionType.CureGlusterTaskGhost;

    protected override async Task<Prepared<GhostCure>> PrepareAsync(
        EngineDb db, CureGhostParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var ids = (JobId: Guid.CreateVersion7(), StepId: Guid.CreateVersion7());
        var generation = await db.AcquireVolumeLeaseAsync(parameters.VolumeId, ids, Services.Engine.Id, cancellationToken);
        if (await LoadAsync(db, parameters, cancellationToken) is not { } volume) return Prepared<GhostCure>.Refuse(Refusals.NotFound("volume", parameters.VolumeId));
        var holder = generation is null ? await HolderAsync(db, volume.Id, cancellationToken) : null;
        var refusals = CureRefusals.Before(volume, holder).ToList();
        if (refusals.Count > 0) return new(refusals);
        db.Add(JobOf(volume, ids, await db.NowAsync(cancellationToken), context));
        var cure = new GhostCure(ids.JobId, ids.StepId);
        return new([], cure, token => CureAsync(volume, cure, generation!.Value, context, token));
    }

    private static async Task<HauntedVolume?> LoadAsync(EngineDb db, CureGhostParameters parameters, CancellationToken cancellationToken)
    {
        var found = await (from volume in db.Volumes
            join cluster in db.Clusters on volume.ClusterId equals cluster.Id
            where volume.Id == parameters.VolumeId && volume.ClusterId == parameters.ClusterId
            select new { volume.Name, Cluster = cluster.Name }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var ghosts = await db.TaskGhosts.AsNoTracking().Where(ghost => ghost.VolumeId == parameters.VolumeId).ToListAsync(cancellationToken);
        var hosts = await db.Hosts.AsNoTracking().Where(host => host.ClusterId == parameters.ClusterId && host.Status == HostStatus.Up)
            .OrderBy(static host => host.Name).ToListAsync(cancellationToken);
        return new(
            parameters.VolumeId, parameters.ClusterId, found.Name, found.Cluster,
            [.. ghosts.Select(static ghost => (ghost.TaskId, ghost.HostId))], [.. hosts.Select(VdsHost.Of)]);
    }

    private static async Task<string?> HolderAsync(EngineDb db, Guid volumeId, CancellationToken cancellationToken) =>
        await db.VolumeLeases.Where(lease => lease.VolumeId == volumeId).Join(db.Jobs, static lease => lease.JobId, static job => (Guid?)job.Id, static (_, job) => job.Description)
            .SingleOrDefaultAsync(cancellationToken) ?? "its holder is about to let it go";

    private Job JobOf(HauntedVolume volume, (Guid JobId, Guid StepId) ids, DateTimeOffset now, CommandContext context) => new()
    {
        Id = ids.JobId,
        ActionType = ActionType,
        Description = $"Curing Ghosts of Tasks on Gluster Volume {volume.Name} in Cluster {volume.Cluster}",
        Status = JobExecutionStatus.Started,
        OwnerId = context.Caller.UserId,
        CorrelationId = context.CorrelationId,
        Subjects = [new() { JobId = ids.JobId, EntityId = volume.Id, EntityType = SubjectType.GlusterVolume }],
        Steps =
        [
            new()
            {
                Id = Guid.CreateVersion7(),
                JobId = ids.JobId,
                StepType = StepType.Validating,
                Description = "Validating",
                Status = JobExecutionStatus.Finished,
                EndTime = now,
                CorrelationId = context.CorrelationId,
            },
            new()
            {
                Id = ids.StepId,
                JobId = ids.JobId,
                StepType = StepType.Executing,
                Description = "Executing",
                StepNumber = 1,
                Status = JobExecutionStatus.Started,
                CorrelationId = context.CorrelationId,
            },
        ],
    };

    private async Task<CommandResult<GhostCure>> CureAsync(
        HauntedVolume volume, GhostCure cure, long generation, CommandContext context, CancellationToken stopping)
    {
        CommandResult<GhostCure> result = new CommandResult<GhostCure>.InVain("The engine was stopped before the cure was done.", cure);
        try
        {
            using var turn = await Services.Gate.EnterAsync(volume.Id, stopping);
            result = await TryCureAsync(volume, cure, generation, stopping);
        }
        catch (OperationCanceledException)
        {
            // The engine stops; the next look for ghosts tells what became of them.
        }
        finally
        {
            await EndAsync(volume, cure, (generation, result), context);
        }

        return result;
    }

    private async Task<CommandResult<GhostCure>> TryCureAsync(HauntedVolume volume, GhostCure cure, long generation, CancellationToken stopping)
    {
        var (host, problem) = await peers.FindAsync(volume.Clean, stopping);
        if (host is null) return new CommandResult<GhostCure>.Refused([CureRefusals.PeersMissing(volume, problem!)]);
        if (await OpenTaskAsync(volume, stopping) is { } refusal) return new CommandResult<GhostCure>.Refused([refusal]);
        var verb = new VolumeSetVerb(volume.Name, Option, generation.ToString());
        var reply = await GlusterLockRetry.RunAsync(() => Services.Vds.CallAsync(host, verb, stopping), Services.Time, stopping);
        if (reply is VdsReply<bool>.Refused or VdsReply<bool>.Unreachable) return new CommandResult<GhostCure>.InVain($"Host {host.Name} could not set the option that cures: {reply.Summary}", cure);
        await RememberOptionAsync(volume, verb.Value);
        return await IsGoneAsync(volume, stopping)
            ? new CommandResult<GhostCure>.Done(cure)
            : new CommandResult<GhostCure>.InVain(
                $"{CureRefusals.Names(volume)} still shows what the others do not. End the volume's rebalance process there.", cure);
    }

    /// <summary>What the other hosts show of the volume must be over: a new configuration is nothing to try on a running task.</summary>
    private async Task<Refusal?> OpenTaskAsync(HauntedVolume volume, CancellationToken cancellationToken)
    {
        foreach (var host in volume.Clean)
        {
            var reply = await GlusterLockRetry.RunAsync(
                () => Services.Vds.CallAsync(host, new TaskListVerb(volume.Name), cancellationToken), Services.Time, cancellationToken);
            if (reply is not VdsReply<IReadOnlyList<VolumeTasks>>.Answered answered) return CureRefusals.NotSeen(volume, host.Name, reply.Summary);
            var open = answered.Value.SelectMany(static entry => entry.Tasks).FirstOrDefault(IsOpen);
            if (open is not null) return CureRefusals.TaskOpen(volume, open.Id, host.Name);
        }

        return null;
    }

    private static bool IsOpen(GlusterTask task) =>
        task.Type == GlusterTaskType.RemoveBrick || task.Status is GlusterTaskStatus.InProgress or GlusterTaskStatus.FixLayoutInProgress;

    private async Task<bool> IsGoneAsync(HauntedVolume volume, CancellationToken cancellationToken)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (look > 0) await Task.Delay(BetweenLooks, Services.Time, cancellationToken);
            if (await IsGoneNowAsync(volume, cancellationToken)) return true;
        }

        return false;
    }

    private async Task<bool> IsGoneNowAsync(HauntedVolume volume, CancellationToken cancellationToken)
    {
        foreach (var host in volume.Haunted)
        {
            var reply = await Services.Vds.CallAsync(host, new TaskListVerb(volume.Name), cancellationToken);
            if (reply is not VdsReply<IReadOnlyList<VolumeTasks>>.Answered answered) return false;
            var list = HostTaskList.Of(host, answered.Value);
            if (volume.Ghosts.Any(ghost => list.Shows(volume.Name, ghost.TaskId))) return false;
        }

        return volume.Haunted.Count == volume.Ghosts.DistinctBy(static ghost => ghost.HostId).Count();
    }

    private async Task RememberOptionAsync(HauntedVolume volume, string value)
    {
        await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
        await db.WriteVolumeOptionAsync(volume.Id, Option, value, CancellationToken.None);
    }

    /// <summary>Whatever happened: the job ends, the volume is free again, and what is gone is forgotten.</summary>
    private async Task EndAsync(HauntedVolume volume, GhostCure cure, (long Generation, CommandResult<GhostCure> Result) came, CommandContext context)
    {
        var isGone = came.Result is CommandResult<GhostCure>.Done;
        var text = came.Result switch
        {
            CommandResult<GhostCure>.InVain vain => vain.Reason,
            CommandResult<GhostCure>.Refused refused => refused.Reasons[0].Text,
            _ => $"{CureRefusals.Names(volume)} dropped what the others did not show.",
        };
        Log.CureEnded(logger, volume.Name, text);
        await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        // Taken for dead by another engine, which ended the job.
        if (!await db.ReleaseVolumeLeaseAsync(volume.Id, (cure.StepId, came.Generation), CancellationToken.None)) return;
        var status = isGone ? JobExecutionStatus.Finished : JobExecutionStatus.Failed;
        var job = await db.Jobs.Include(static job => job.Steps).SingleAsync(job => job.Id == cure.JobId, CancellationToken.None);
        job.Steps.Single(step => step.Id == cure.StepId).Description = $"Executing: {text}";
        Jobs.JobEnd.End(job, status, status, await db.NowAsync(CancellationToken.None));
        await db.SaveChangesAsync(CancellationToken.None);
        if (isGone) await db.TaskGhosts.Where(ghost => ghost.VolumeId == volume.Id).ExecuteDeleteAsync(CancellationToken.None);
        var (code, severity) = isGone ? (EventCode.GlusterTaskGhostGone, EventSeverity.Normal) : (EventCode.GlusterTaskGhostCureFailed, EventSeverity.Error);
        await db.AppendEventsAsync([new(code, severity, $"Cure of ghosts on Gluster Volume {volume.Name} of cluster {volume.Cluster}, asked by {context.Caller.Name}: {text}")
        {
            ClusterId = volume.ClusterId,
            VolumeId = volume.Id,
            JobId = cure.JobId,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
