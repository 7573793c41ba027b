using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Jobs;

/// <summary>
/// The rows of a task's job: the job about the volume, VALIDATING (when a command validated), EXECUTING, and under it the task step with
/// its gluster row. Pure.
/// </summary>
internal sealed record TaskJobTree(Job Job, StepTask Task, IReadOnlyList<StepTaskBrick> Bricks)
{
    public static TaskJobTree Of(TaskJobTreeParameters given)
    {
        var type = given.StepType == StepType.RemovingBricks ? GlusterTaskType.RemoveBrick : GlusterTaskType.Rebalance;
        var text = new TaskText(type, given.Volume.Name, given.ClusterName);
        var executing = Guid.CreateVersion7();
        var job = new Job
        {
            Id = given.Ids.JobId,
            ActionType = given.Action,
            Description = text.Job,
            Status = JobExecutionStatus.Started,
            OwnerId = given.OwnerId,
            CorrelationId = given.CorrelationId,
            Subjects =
            [
                new() { JobId = given.Ids.JobId, EntityId = given.Volume.Id, EntityType = SubjectType.GlusterVolume },
                .. given.Options.Bricks.Select(brick => new JobSubject { JobId = given.Ids.JobId, EntityId = brick.Id, EntityType = SubjectType.GlusterBrick }),
            ],
        };
        if (given.Validated is { } validated) job.Steps.Add(JobSteps.Validating(job.Id, validated, given.CorrelationId));
        job.Steps.Add(JobSteps.Executing(executing, job.Id, job.Steps.Count, given.CorrelationId));
        job.Steps.Add(new()
        {
            Id = given.Ids.StepId,
            ParentStepId = executing,
            JobId = job.Id,
            StepType = given.StepType,
            Description = text.Started,
            Status = JobExecutionStatus.Started,
            CorrelationId = given.CorrelationId,
            ExternalId = given.TaskId,
            ExternalSystemType = given.TaskId is null ? null : ExternalSystemType.Gluster,
        });
        return new(job, new()
        {
            StepId = given.Ids.StepId,
            JobId = job.Id,
            ClusterId = given.Volume.ClusterId,
            VolumeId = given.Volume.Id,
            VolumeName = given.Volume.Name,
            TaskType = type,
            FixLayout = given.Options.FixLayout,
            Force = given.Options.Force,
            Source = given.TaskId is null ? TaskSource.Engine : TaskSource.Cli,
            SeenBy = given.SeenBy,
            AskedHost = given.AskedHost ?? given.SeenBy,
            AutoCommit = given.Options.AutoCommit,
            Repeat = given.Options.Repeat,
            Plan = given.Options.Plan is { } plan ? EngineJson.Write(plan) : null,
            Throttle = given.Options.Throttle,
            LeaseGeneration = given.Generation,
            Intent = given.Intent,
            IntentDeadline = given.IntentDeadline,
            PreviousTaskId = given.Volume.TaskId,
        }, [.. given.Options.Bricks.Select(brick => new StepTaskBrick
        {
            StepId = given.Ids.StepId,
            ServerName = brick.ServerName,
            BrickDir = brick.BrickDir,
            PeerUuid = brick.PeerUuid,
        })]);
    }

    public OpenTask ToOpenTask()
    {
        var step = Job.Steps[^1];
        return new()
        {
            StepId = step.Id,
            JobId = Job.Id,
            VolumeId = Task.VolumeId,
            VolumeName = Task.VolumeName,
            TaskType = Task.TaskType,
            FixLayout = Task.FixLayout,
            Generation = Task.LeaseGeneration,
            CorrelationId = Job.CorrelationId,
            PreviousTaskId = Task.PreviousTaskId,
            AutoCommit = Task.AutoCommit,
            Bricks = [.. Bricks.Select(static brick => new TaskBrick(brick.ServerName, brick.BrickDir, brick.PeerUuid))],
            State = new()
            {
                Status = step.Status,
                Description = step.Description,
                ExternalId = step.ExternalId,
                Intent = Task.Intent,
                IntentDeadline = Task.IntentDeadline,
            },
        };
    }
}
