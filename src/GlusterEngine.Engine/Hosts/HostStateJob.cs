using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Hosts;

/// <summary>The job of a change of a host's state. The transaction that writes it is all there is to do, so it is written as finished.</summary>
internal static class HostStateJob
{
    /// <summary>Adds the rows.</summary>
    /// <param name="db">The database, its transaction open.</param>
    /// <param name="host">The host, as it is after the change.</param>
    /// <param name="what">The command, and the job in words.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="now">The database time.</param>
    public static ChangedHost Write(EngineDb db, Host host, (ActionType Action, string Description) what, CommandContext context, DateTimeOffset now)
    {
        var jobId = Guid.CreateVersion7();
        Step Finished(StepType type, string description, int number) => new()
        {
            Id = Guid.CreateVersion7(),
            JobId = jobId,
            StepType = type,
            Description = description,
            StepNumber = number,
            Status = JobExecutionStatus.Finished,
            StartTime = now,
            EndTime = now,
            CorrelationId = context.CorrelationId,
        };
        var executing = Finished(StepType.Executing, "Executing", 1);
        db.Add(new Job
        {
            Id = jobId,
            ActionType = what.Action,
            Description = what.Description,
            Status = JobExecutionStatus.Finished,
            StartTime = now,
            EndTime = now,
            LastUpdateTime = now,
            OwnerId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
            Subjects =
            [
                new() { JobId = jobId, EntityId = host.Id, EntityType = SubjectType.Host },
                new() { JobId = jobId, EntityId = host.ClusterId, EntityType = SubjectType.Cluster },
            ],
            Steps = [Finished(StepType.Validating, "Validating", 0), executing],
        });
        return new(host, jobId, executing.Id);
    }
}
