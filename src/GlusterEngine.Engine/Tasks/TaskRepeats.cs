using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// Asks once more for starts that got lost on their way, where their callers wanted that: the one that is lost cannot happen any more, for the volume's
/// generation was moved on, so there are never two. The wish leaves the row of the lost one in the transaction in which the new job is written.
/// </summary>
public sealed class TaskRepeats(StartRebalanceGlusterVolumeCommand rebalance, StartRemoveGlusterVolumeBricksCommand migrate)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    // Whoever looks after an hour does not expect a task to start any more.
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(10);
    private readonly CommitTries tries = new(BetweenTries);

    public async Task RunAsync(EngineDb db, Guid clusterId, ClusterTasks known, CancellationToken cancellationToken)
    {
        var lost = await (from task in db.StepTasks
                          join step in db.Steps on task.StepId equals step.Id
                          join job in db.Jobs on task.JobId equals job.Id
                          where task.ClusterId == clusterId && task.Repeat != null && task.Preempted
                              && step.EndTime != null && step.Status == JobExecutionStatus.Failed && step.ExternalId == null
                          select new LostStart(task.StepId, job.Id, job.ActionType, job.OwnerId, job.CorrelationId, task.VolumeId, task.VolumeName, step.EndTime!.Value, task.Repeat))
            .AsNoTracking().ToListAsync(cancellationToken);
        foreach (var start in lost.Where(start => tries.IsDue(start.StepId, known.Now)))
        {
            var result = await AskAsync(start, cancellationToken);
            if (result is CommandResult<GlusterAsyncTask>.Refused refused) await RefusedAsync(db, start, refused.Reasons, (clusterId, known), cancellationToken);
            else await TellAsync(db, start, (EventSeverity.Normal, $"the start of job {start.JobId}, which got lost, is repeated."), (clusterId, known), cancellationToken);
        }
    }

    /// <summary>Takes the wish out of the row of a lost start; false when somebody else did.</summary>
    internal static async Task<bool> TakeAsync(EngineDb db, Guid stepId, CancellationToken cancellationToken) =>
        await db.StepTasks.Where(t => t.StepId == stepId && t.Repeat != null).ExecuteUpdateAsync(static set => set.SetProperty(static t => t.Repeat, (string?)null), cancellationToken) > 0;

    private Task<CommandResult<GlusterAsyncTask>> AskAsync(LostStart start, CancellationToken cancellationToken)
    {
        var context = new CommandContext(Caller.Engine with { UserId = start.OwnerId }, start.CorrelationId);
        return start.Action == ActionType.StartRebalanceGlusterVolume
            ? rebalance.RunAsync(EngineJson.Read<StartRebalanceParameters>(start.Asked)! with { RepeatOf = start.StepId }, context, wait: false, cancellationToken)
            : migrate.RunAsync(EngineJson.Read<StartRemoveBricksParameters>(start.Asked)! with { RepeatOf = start.StepId }, context, wait: false, cancellationToken);
    }

    /// <summary>What stands in the way may go: a host comes back, a short change ends.</summary>
    private async Task RefusedAsync(EngineDb db, LostStart start, IReadOnlyList<Refusal> reasons, (Guid ClusterId, ClusterTasks Known) place, CancellationToken cancellationToken)
    {
        var why = string.Join(' ', reasons.Select(static reason => reason.Text));
        var isNews = tries.Refuse(start.StepId, place.Known.Now, why);
        var isOver = place.Known.Now - start.Ended >= Latest;
        if (isOver && !await TakeAsync(db, start.StepId, cancellationToken)) return;
        if (!isNews && !isOver) return;
        var text = isOver ? "is not repeated any more" : "cannot be repeated yet";
        await TellAsync(db, start, (EventSeverity.Warning, $"the start of job {start.JobId}, which got lost, {text}. {why}"), place, cancellationToken);
    }

    private static Task TellAsync(EngineDb db, LostStart start, (EventSeverity Severity, string Text) told, (Guid ClusterId, ClusterTasks Known) place, CancellationToken cancellationToken) =>
        db.AppendEventsAsync([new(EventCode.GlusterTaskRepeated, told.Severity, $"Gluster Volume {start.VolumeName} of cluster {place.Known.ClusterName}: {told.Text}")
        {
            ClusterId = place.ClusterId,
            VolumeId = start.VolumeId,
            JobId = start.JobId,
            UserId = start.OwnerId,
            CorrelationId = start.CorrelationId,
        }], cancellationToken);

    private sealed record LostStart(
        Guid StepId, Guid JobId, ActionType Action, Guid? OwnerId, string CorrelationId, Guid VolumeId, string VolumeName, DateTimeOffset Ended, string? Asked);
}
