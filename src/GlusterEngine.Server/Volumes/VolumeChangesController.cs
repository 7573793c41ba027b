using GlusterEngine.Engine.Volumes;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Volumes;

/// <summary>Short changes of a volume. Each takes its lease for as long as it lasts, and leaves a job with a step.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}")]
[Tags("Volumes")]
[ProducesResponseType<ActionResource>(200)]
[ProducesResponseType<ActionResource>(202)]
[ProducesResponseType<ActionResource>(400)]
[ProducesResponseType<ActionResource>(404)]
[ProducesResponseType<ActionResource>(409)]
public sealed class VolumeChangesController(StartGlusterVolumeCommand start, StopGlusterVolumeCommand stop) : RestController
{
    /// <summary>Starts a volume.</summary>
    /// <remarks>
    /// With force=true also a started one, to bring up bricks that are down; that is possible beside a running task. 202 with status pending = gluster gave
    /// no definite answer; poll the step, the engine finds out.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">force; dry_run, async if wanted.</param>
    [HttpPost("start")]
    public async Task<ActionResult<ActionResource>> StartAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action)
    {
        var asked = action with { Force = action.Force ?? false };
        return (await start.RunAsync(new(clusterId, volumeId, asked.Force.Value), ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(asked, Hrefs);
    }

    /// <summary>Stops a volume: its clients lose it.</summary>
    /// <remarks>409 while a task of the volume is open, with force=true too: stop or commit it first.</remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">force; dry_run, async if wanted.</param>
    [HttpPost("stop")]
    public async Task<ActionResult<ActionResource>> StopAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action)
    {
        var asked = action with { Force = action.Force ?? false };
        return (await stop.RunAsync(new(clusterId, volumeId, asked.Force.Value), ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(asked, Hrefs);
    }
}
