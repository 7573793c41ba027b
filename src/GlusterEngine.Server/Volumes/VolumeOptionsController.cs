using GlusterEngine.Engine.Volumes;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Volumes;

/// <summary>
/// Options of a volume. While a peer is not connected they are left alone unless forced: that peer would restart its bricks when it comes back.
/// </summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}")]
[Tags("Volumes")]
[ProducesResponseType<ActionResource>(200)]
[ProducesResponseType<ActionResource>(202)]
[ProducesResponseType<ActionResource>(400)]
[ProducesResponseType<ActionResource>(404)]
[ProducesResponseType<ActionResource>(409)]
public sealed class VolumeOptionsController(
    SetGlusterVolumeOptionCommand set, ResetGlusterVolumeOptionCommand reset, ResetAllGlusterVolumeOptionsCommand resetAll) : RestController
{
    /// <summary>Sets an option. Possible beside a running task.</summary>
    /// <remarks>A value has at most 1,000 bytes and no control character: glusterd would not survive it.</remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">option with name and value; force, dry_run, async if wanted.</param>
    [HttpPost("setoption")]
    public async Task<ActionResult<ActionResource>> SetAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action)
    {
        Mandatory.Require(action.Option?.Name, "option.name");
        Mandatory.Require(action.Option?.Value, "option.value");
        var parameters = new VolumeOptionParameters(clusterId, volumeId, action.Option.Name, action.Option.Value, action.Force ?? false);
        return (await set.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs);
    }

    /// <summary>Takes an option back to its default. Possible beside a running task.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">option with name, and force, which is mandatory as in oVirt; dry_run, async if wanted.</param>
    [HttpPost("resetoption")]
    public async Task<ActionResult<ActionResource>> ResetAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action)
    {
        Mandatory.Require(action.Force is null ? null : "given", "force");
        Mandatory.Require(action.Option?.Name, "option.name");
        var parameters = new VolumeOptionParameters(clusterId, volumeId, action.Option.Name, Value: null, action.Force!.Value);
        return (await reset.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs);
    }

    /// <summary>Takes all options back to their defaults, those of users (user.*) too. Not while a task is open.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">force; dry_run, async if wanted.</param>
    [HttpPost("resetalloptions")]
    public async Task<ActionResult<ActionResource>> ResetAllAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action)
    {
        var asked = action with { Force = action.Force ?? false };
        return (await resetAll.RunAsync(new(clusterId, volumeId, asked.Force.Value), ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(asked, Hrefs);
    }
}
