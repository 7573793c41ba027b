using GlusterEngine.Engine.Jobs;
using GlusterEngine.Model;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Jobs;

/// <summary>
/// Jobs and steps that clients add for work of their own, so that it stands in the same list. The engine's own jobs and steps are refused: a gluster
/// task ends in gluster.
/// </summary>
[Route(Root + "/jobs")]
[Tags("Jobs")]
public sealed class ExternalJobsController(
    AddExternalJobCommand addJob,
    AddExternalStepCommand addStep,
    EndExternalJobCommand endJob,
    EndExternalStepCommand endStep,
    ClearExternalJobCommand clearJob) : RestController
{
    /// <summary>Adds a job. It runs until it is ended.</summary>
    /// <param name="job">description; auto_cleared, false by default: the job is kept until somebody clears it.</param>
    [HttpPost]
    [ProducesResponseType<JobResource>(201)]
    [ProducesResponseType<FaultResource>(400)]
    public async Task<ActionResult<JobResource>> AddAsync([FromBody] JobResource job)
    {
        Mandatory.Require(job.Description, "job.description");
        TextLimit.Check(job.Description, "job.description");
        var result = await addJob.RunAsync(new(job.Description, job.AutoCleared ?? false), CommandContext, wait: true, Aborted);
        var added = JobResources.Of(result.ValueOrFault(), Hrefs);
        return Created(OwnAddress.Of(Request, added.Href!), added);
    }

    /// <summary>Ends a job; its open steps end as it does. Said twice, the second time changes nothing.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="action">succeeded, true by default; force aborts its open steps, and lets retention delete the job.</param>
    [HttpPost("{jobId:guid}/end")]
    [QueryParameters("force")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> EndAsync(Guid jobId, [FromBody] ActionResource action)
    {
        var parameters = new EndExternalJobParameters(jobId, action.Succeeded ?? true, ReadFlag("force") ?? action.Force ?? false);
        return (await endJob.RunAsync(parameters, ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, Show);
    }

    /// <summary>Lets retention delete a job after its end.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="action">Nothing is needed.</param>
    [HttpPost("{jobId:guid}/clear")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    public async Task<ActionResult<ActionResource>> ClearAsync(Guid jobId, [FromBody] ActionResource action) =>
        (await clearJob.RunAsync(jobId, ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, Show);

    /// <summary>Adds a step to a job that a client added.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="step">type and description; parent_step with an id to stand under another step.</param>
    [HttpPost("{jobId:guid}/steps")]
    [ProducesResponseType<StepResource>(201)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<ActionResult<StepResource>> AddStepAsync(Guid jobId, [FromBody] StepResource step)
    {
        Mandatory.Require(step.Description, "step.description");
        TextLimit.Check(step.Description, "step.description");
        Mandatory.Require(step.Type, "step.type");
        var parameters = new AddExternalStepParameters(jobId, Mandatory.ReadReference(step.ParentStep, "parent_step.id"), EnumText.Parse<StepType>(step.Type)!.Value, step.Description);
        var result = await addStep.RunAsync(parameters, CommandContext, wait: true, Aborted);
        var added = JobResources.Of(result.ValueOrFault(), Hrefs);
        return Created(OwnAddress.Of(Request, added.Href!), added);
    }

    /// <summary>Ends a step. One that failed ends its job as failed. Said twice, the second time changes nothing.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="stepId">The step.</param>
    /// <param name="action">succeeded, true by default (oVirt's engine insists on it although its documentation gives the same default).</param>
    [HttpPost("{jobId:guid}/steps/{stepId:guid}/end")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> EndStepAsync(Guid jobId, Guid stepId, [FromBody] ActionResource action)
    {
        var parameters = new EndExternalStepParameters(jobId, stepId, action.Succeeded ?? true);
        return (await endStep.RunAsync(parameters, ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, static (answer, _) => answer);
    }

    private ActionResource Show(ActionResource answer, Job job) => answer with { Job = JobResources.Of(job, Hrefs) };
}
