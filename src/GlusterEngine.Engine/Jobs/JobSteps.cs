using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>The two steps that jobs of commands begin with. Pure.</summary>
internal static class JobSteps
{
    /// <summary>VALIDATING, which is over when it is written.</summary>
    public static Step Validating(Guid jobId, DateTimeOffset end, string correlationId) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = jobId,
        StepType = StepType.Validating,
        Description = "Validating",
        Status = JobExecutionStatus.Finished,
        EndTime = end,
        CorrelationId = correlationId,
    };

    /// <summary>EXECUTING, which begins.</summary>
    public static Step Executing(Guid stepId, Guid jobId, int number, string correlationId) => new()
    {
        Id = stepId,
        JobId = jobId,
        StepType = StepType.Executing,
        Description = "Executing",
        StepNumber = number,
        Status = JobExecutionStatus.Started,
        CorrelationId = correlationId,
    };
}
