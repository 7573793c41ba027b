using GlusterEngine.Engine.Commands;
using GlusterEngine.Model;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Jobs;

/// <summary>
/// What forbids a change of an external job or step. The engine's own are refused by their flag; a job with gluster tasks cannot be ended, whoever added it. Pure.
/// </summary>
internal static class ExternalJobRefusals
{
    public static Refusal NoJob(string verb, Guid jobId) =>
        new("ACTION_TYPE_NO_JOB", $"Cannot {verb}. Job not found. There is no job with id {jobId}.", RefusalKind.NotFound);

    public static Refusal NoStep(string verb, Guid stepId) =>
        new("ACTION_TYPE_NO_STEP", $"Cannot {verb}. Step not found. The job has no step with id {stepId}.", RefusalKind.NotFound);

    public static Refusal NoParent(string verb, Guid stepId) => new(
        "ACTION_TYPE_NO_PARENT", $"Cannot {verb}. Step should be a child of the Job or other Step. The job has no step with id {stepId}.", RefusalKind.BadParameters);

    public static Refusal NotExternal(string verb, string what) => new(
        "ACTION_TYPE_NOT_EXTERNAL",
        $"Cannot {verb}. External steps can be added only to external jobs or steps. {what} is the engine's own; only what a client added can be changed by one.",
        RefusalKind.BadParameters);

    public static Refusal HasTasks(string verb, Guid jobId) => new(
        "ACTION_TYPE_HAS_TASKS",
        $"Cannot {verb}. Job {jobId} is the engine's own and ends with its gluster task. Stop or commit that task instead.",
        RefusalKind.BadParameters);

    /// <summary>That operations which were asked under the job, or under a step of it, still run: with it their steps would end before them.</summary>
    public static IEnumerable<Refusal> Followed(string verb, IEnumerable<Step> steps) => steps.Where(static step => step is { FollowedJobId: not null, EndTime: null }).Select(step => new Refusal(
        "ACTION_TYPE_HAS_TASKS",
        $"Cannot {verb}. Its step {step.Id} follows job {step.FollowedJobId} of the engine ({step.Description}), which has not ended. Wait for its end, or stop what it does.",
        RefusalKind.Conflict));

    public static Refusal Ended(string verb, string what, JobExecutionStatus status) => new(
        "ACTION_TYPE_ALREADY_ENDED", $"Cannot {verb}. {what} has ended already: it is {status.ToLowerText()}.", RefusalKind.Conflict);

    public static IEnumerable<Refusal> Description(string verb, string? description)
    {
        if (string.IsNullOrWhiteSpace(description))
            yield return new("ACTION_TYPE_EMPTY_DESCRIPTION", $"Cannot {verb}. Description can not be empty. Say in a few words what is being done.", RefusalKind.BadParameters);
    }

    /// <summary>That the job is there and a client's.</summary>
    public static IReadOnlyList<Refusal> Job(string verb, Guid jobId, Job? job)
    {
        if (job is null) return [NoJob(verb, jobId)];
        return job.IsExternal ? [] : [NotExternal(verb, $"Job {jobId}")];
    }
}
