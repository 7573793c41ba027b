using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Changes how much of a node the running task of a volume may take. What it was before is written down first, so that it is restored after the
/// task's end, whatever happens here.
/// </summary>
public sealed class SetGlusterTaskThrottleCommand(CommandServices services) : CommandBase<SetTaskThrottleParameters, GlusterAsyncTask>(services)
{
    private const string Verb = "throttle";

    public override ActionType ActionType => ActionType.SetGlusterTaskThrottle;

    protected override Role RoleFor(SetTaskThrottleParameters parameters, CommandContext context) => Role.Operator;

    protected override Guid? IdOf(GlusterAsyncTask result) => result.StepId;

    protected override async Task<Prepared<GlusterAsyncTask>> PrepareAsync(
        EngineDb db, SetTaskThrottleParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var found = await TaskIntent.LoadAsync(db, parameters, TaskOperation.Throttle, Services.Engine, cancellationToken);
        if (found is null) return Prepared<GlusterAsyncTask>.Refuse(Refusals.NotFound("volume", parameters.VolumeId));
        var refusals = VolumeRefusals.Common(found.Snapshot, found.Holder, TaskOperation.Throttle, Verb)
            .Concat(Throttles.Refusals(parameters.Throttle, "throttle Gluster Volume"))
            .Concat(Throttles.NoTask(found.Snapshot)).Naming(found.Holder).ToList();
        if (refusals.Count > 0) return new(refusals);
        var open = found.Snapshot.OpenTask!;
        var task = new GlusterAsyncTask(open.JobId, open.StepId, open.State.ExternalId) { Holder = found.Holder };
        return new([], task, token => SetAsync(found.Snapshot, task, parameters.Throttle, context, token), token => RehearseAsync(found.Snapshot.Volume, found.Holder!, token)) { IsRepeatable = true };
    }

    private async Task<CommandResult<GlusterAsyncTask>> RehearseAsync(GlusterVolume volume, LeaseHolder holder, CancellationToken stopping) => await FindHostAsync(volume.ClusterId, stopping) switch
    {
        { Host: null, Problem: var problem } => new CommandResult<GlusterAsyncTask>.Refused([Throttles.PeersMissing(volume.Name, holder, problem!)]),
        _ => new CommandResult<GlusterAsyncTask>.Rehearsed(Plan: null, Gate: null),
    };

    private async Task<CommandResult<GlusterAsyncTask>> SetAsync(
        VolumeSnapshot snapshot, GlusterAsyncTask task, string throttle, CommandContext context, CancellationToken stopping)
    {
        using var turn = await Services.Gate.EnterAsync(snapshot.Volume.Id, stopping);
        var (host, problem) = await FindHostAsync(snapshot.Volume.ClusterId, stopping);
        if (host is null) return new CommandResult<GlusterAsyncTask>.Refused([Throttles.PeersMissing(snapshot.Volume.Name, task.Holder!, problem!)]);
        if (await RememberAsync(snapshot, host) is not { } remembered)
            return new CommandResult<GlusterAsyncTask>.Refused([Throttles.Changed(snapshot.Volume.Name, await FindHolderAsync(snapshot.Volume, stopping))]);
        var stamp = new VolumeStamp(Services.Vds, new VolumeFence(snapshot.Volume.Name, remembered.Expected, remembered.Generation) { VolumeId = snapshot.Volume.Id });
        var reply = await TrySetAsync(stamp, host, snapshot, throttle, stopping);
        await WriteAsync(snapshot, (reply, throttle, stamp), remembered, context);
        return reply switch
        {
            VdsReply<bool>.Answered => new CommandResult<GlusterAsyncTask>.Done(task),
            VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.PeersAway } =>
                new CommandResult<GlusterAsyncTask>.Refused([Throttles.PeersMissing(snapshot.Volume.Name, task.Holder!, PeerConnections.NotSeenBy(host))]),
            VdsReply<bool>.Refused refused => new CommandResult<GlusterAsyncTask>.GlusterRefused(refused.Error, task),
            VdsReply<bool>.Unreachable unreachable => new CommandResult<GlusterAsyncTask>.Unreachable(unreachable.Reason, task),
            _ => new CommandResult<GlusterAsyncTask>.OutcomeUnknown(reply.Summary, task),
        };
    }

    /// <summary>The turn may have taken minutes, so the hosts are those that are up now.</summary>
    private async Task<(VdsHost? Host, string? Problem)> FindHostAsync(Guid clusterId, CancellationToken stopping)
    {
        await using var db = await Services.Databases.CreateDbContextAsync(stopping);
        var hosts = await db.UpHostsOfAsync(clusterId, stopping);
        return await Services.Peers.FindAsync(hosts, stopping);
    }

    private async Task<LeaseHolder?> FindHolderAsync(GlusterVolume volume, CancellationToken stopping)
    {
        await using var db = await Services.Databases.CreateDbContextAsync(stopping);
        return await LeaseHolders.Of(db, volume.ClusterId).SingleOrDefaultAsync(holder => holder.VolumeId == volume.Id, stopping);
    }

    private async Task<VdsReply<bool>> TrySetAsync(
        VolumeStamp stamp, VdsHost host, VolumeSnapshot snapshot, string throttle, CancellationToken stopping)
    {
        try
        {
            var volume = (snapshot.Volume.Id, snapshot.Volume.Name);
            return await GlusterLockRetry.RunAsync(() => Services.Throttles.SetAsync(volume, throttle, verb => stamp.SetOptionAsync(host, verb, stopping), stamp.Generation), Services.Time, stopping);
        }
        catch (OperationCanceledException)
        {
            return new VdsReply<bool>.Unknown("The engine was stopped while it waited for gluster.");
        }
    }

    /// <summary>
    /// Writes down, under the task's lease, what the throttle was before the task, and that what it is now is not known until gluster answered; and gives the lease a new
    /// generation, behind which it is said. Null when it is not the task's volume any more, or the host is at rest by now.
    /// </summary>
    private async Task<Remembered?> RememberAsync(VolumeSnapshot snapshot, VdsHost host)
    {
        var open = snapshot.OpenTask!;
        await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if ((await db.FenceTasksAsync([(open.StepId, open.Generation)], CancellationToken.None)).Count == 0) return null;
        if (!await db.Hosts.AnyAsync(h => h.Id == host.Id && h.Status != HostStatus.Maintenance, CancellationToken.None)) return null;
        var row = await db.StepTasks.SingleAsync(t => t.StepId == open.StepId, CancellationToken.None);
        row.ThrottleBefore ??= await ThrottleMemory.TakeOverAsync(db, row.VolumeId, row.StepId, CancellationToken.None);
        var previous = row.Throttle;
        row.Throttle = null;
        await db.SaveChangesAsync(CancellationToken.None);
        var generation = (await db.AdvanceVolumeLeaseAsync(row.VolumeId, row.StepId, Services.Engine.Id, CancellationToken.None))!.Value;
        var expected = (await db.BeginStampAsync(row.StepId, generation, CancellationToken.None))!;
        // Should nobody hear the answer, it must not be set late, after the task's end: whoever moves the generation on takes this back.
        await db.WantMoveOnAsync(row.VolumeId, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return new(row.ThrottleBefore, previous, generation, expected);
    }

    private async Task WriteAsync(VolumeSnapshot snapshot, (VdsReply<bool> Reply, string Throttle, VolumeStamp Stamp) said, Remembered remembered, CommandContext context)
    {
        var (open, isSet, isUnknown) = (snapshot.OpenTask!, said.Reply is VdsReply<bool>.Answered, said.Reply is VdsReply<bool>.Unknown);
        await using var db = await Services.Databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var isHeld = (await db.FenceTasksAsync([(open.StepId, remembered.Generation)], CancellationToken.None)).Count > 0;
        // Where somebody else changed it meanwhile, what is set now is theirs to say, and not known here.
        var throttle = !isHeld || isUnknown ? null : isSet ? said.Throttle : remembered.Previous;
        if (isHeld && !said.Stamp.IsUnsure) await db.EndStampAsync(open.StepId, remembered.Generation, said.Stamp.Seen, CancellationToken.None);
        if (isHeld && isUnknown)
        {
            // A try that came after one behind which the generation stands already passes it, however late. To advance takes the wish of before away.
            await db.AdvanceVolumeLeaseAsync(snapshot.Volume.Id, open.StepId, Services.Engine.Id, CancellationToken.None);
            await db.WantMoveOnAsync(snapshot.Volume.Id, CancellationToken.None);
        }

        // Else the next task has what is to be restored, and what is set by now may be its own.
        if (isHeld || !await ThrottleMemory.IsTakenOverAsync(db, snapshot.Volume.Id, open.StepId, CancellationToken.None))
        {
            await db.StepTasks.Where(t => t.StepId == open.StepId).ExecuteUpdateAsync(set => set.SetProperty(static t => t.Throttle, throttle), CancellationToken.None);
            // Where the task ended in the meantime its throttle may have been restored before this one was set: restore it again.
            if (isSet || isUnknown)
                await db.StepTasks.Where(t => t.StepId == open.StepId).ExecuteUpdateAsync(set => set.SetProperty(static t => t.ThrottleBefore, remembered.Before), CancellationToken.None);
        }

        var (severity, text) = isSet
            ? (EventSeverity.Normal, $"the throttle of the running task was set to {said.Throttle} by {context.Caller.Name}.")
            : (EventSeverity.Error, $"the throttle of the running task could not be set to {said.Throttle}: {said.Reply.Summary}");
        await db.AppendEventsAsync([new(EventCode.GlusterThrottleSet, severity, $"Gluster Volume {snapshot.Volume.Name} of cluster {snapshot.ClusterName}: {text}")
        {
            ClusterId = snapshot.Volume.ClusterId,
            VolumeId = snapshot.Volume.Id,
            JobId = open.JobId,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private sealed record Remembered(string Before, string? Previous, long Generation, long[] Expected);
}
