using GlusterEngine.Engine.Locks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Volumes;

/// <summary>Long tasks of a volume. Every answer carries the job and the step to poll.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}")]
[Tags("Volumes")]
public sealed class VolumeActionsController(
    StartRebalanceGlusterVolumeCommand rebalance,
    StopRebalanceGlusterVolumeCommand stopRebalance,
    SetGlusterTaskThrottleCommand throttle,
    ReleaseVolumeLeaseCommand releaseLease,
    ResyncGlusterVolumeCommand resync) : RestController
{
    /// <summary>Starts a rebalance.</summary>
    /// <remarks>
    /// Gluster takes about 10 s to accept or refuse; with async=true the answer is 202 as soon as the job is written down. 202 with status
    /// pending = gluster gave no definite answer; poll the step, the engine finds out.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">fix_layout (move no file), force (also to fuller bricks), async; all false by default.</param>
    /// <param name="async">As in the body.</param>
    [HttpPost("rebalance")]
    [QueryParameters("repeat_if_lost")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> RebalanceAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action, string? async = null)
    {
        var asked = action with { FixLayout = action.FixLayout ?? false, Force = action.Force ?? false };
        var parameters = new StartRebalanceParameters(clusterId, volumeId, asked.FixLayout.Value, asked.Force.Value)
        {
            Throttle = action.Throttle,
            RepeatIfLost = ReadFlag("repeat_if_lost") ?? action.RepeatIfLost ?? false,
        };
        return (await rebalance.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(asked, Hrefs);
    }

    /// <summary>Stops a rebalance, whoever started it. Its last counters stay at the step.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">async, if wanted.</param>
    /// <param name="async">As in the body.</param>
    [HttpPost("stoprebalance")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> StopRebalanceAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action, string? async = null) =>
        (await stopRebalance.RunAsync(new(clusterId, volumeId), ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs);

    /// <summary>Changes how much of a node the running task of the volume may take. What it was before is restored after the task's end.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">throttle: lazy, normal or aggressive.</param>
    /// <param name="async">As in the body.</param>
    [HttpPost("throttle")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> ThrottleAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action, string? async = null)
    {
        Mandatory.Require(action.Throttle, "action.throttle");
        return (await throttle.RunAsync(new(clusterId, volumeId, action.Throttle), ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs);
    }

    /// <summary>Takes the volume's lease away from the step that holds it, for when a task is stuck and nothing else helps.</summary>
    /// <remarks>
    /// Step and job end as unknown, and what the holder still writes changes nothing. Gluster is asked nothing: a task that goes on there is adopted as
    /// a new job within seconds, and a commit that was ordered with its start is not carried out. The answer shows who held the lease; with
    /// dry_run=true, who would lose it.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">reason, which is mandatory; dry_run.</param>
    [HttpPost("releaselease")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> ReleaseLeaseAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action)
    {
        TextLimit.Check(action.Reason, "reason");
        return (await releaseLease.RunAsync(new(clusterId, volumeId, action.Reason), ContextOf(action), wait: true, Aborted)).ToAction(
            action, Hrefs, (answer, holder) => answer with { Lease = LeaseResources.Of(holder, Hrefs) });
    }

    /// <summary>Takes gluster's word for the generation of the volume.</summary>
    /// <remarks>
    /// An extension. Changes of a volume are refused while the generation that gluster keeps for it is not the one this engine knows: after this
    /// engine's database was restored from an older backup, or while another engine manages the volume. Make sure of the cause first.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">dry_run.</param>
    [HttpPost("resync")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> ResyncAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action) =>
        (await resync.RunAsync(new(clusterId, volumeId), ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, static (answer, _) => answer);
}
