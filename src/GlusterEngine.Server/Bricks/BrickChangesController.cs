using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Changes;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Volumes;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Volumes;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Faults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Bricks;

/// <summary>Bricks are added, replaced and reset. <c>bricks</c> is an alias of <c>glusterbricks</c>.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}/glusterbricks")]
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}/bricks")]
[Tags("Bricks")]
public sealed class BrickChangesController(
    AddBricksToGlusterVolumeCommand add, ReplaceGlusterVolumeBrickCommand replace, ResetGlusterVolumeBrickCommand reset) : RestController
{
    /// <summary>Adds bricks: whole sets, or one for each set where the replica count grows by one.</summary>
    /// <remarks>Not while a task of the volume is open. Files come onto them with the next rebalance, copies with the self-heal. The answer shows the new bricks.</remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="bricks">Bricks with server_id and brick_dir each, in order.</param>
    /// <param name="replica_count">Copies of each file afterwards; as many as now when left out.</param>
    /// <param name="disperse_count">Bricks of a disperse set, which cannot change.</param>
    /// <param name="stripe_count">Of oVirt; gluster has no striped volumes any more.</param>
    /// <param name="force">Also bricks on a root file system, in use before, or copies on one host.</param>
    /// <param name="dry_run">true checks everything and adds nothing.</param>
    [HttpPost]
    [ProducesResponseType<CollectionResource<GlusterBrickResource>>(201)]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<IActionResult> AddAsync(
        Guid clusterId, Guid volumeId, [FromBody] CollectionResource<GlusterBrickResource> bricks,
        int? replica_count = null, int? disperse_count = null, int? stripe_count = null, string? force = null, string? dry_run = null)
    {
        if (stripe_count > 1) throw FaultException.BadRequest("stripe_count: gluster has no striped volumes any more; leave it out.");
        var parameters = new AddBricksParameters(clusterId, volumeId, [.. bricks.Items.Select(NewVolumes.Of)], ReadFlag(nameof(force)) ?? false)
        {
            ReplicaCount = replica_count,
            DisperseCount = disperse_count,
        };
        var result = await add.RunAsync(parameters, ContextOf(new()), wait: !IsAsync(new()), Aborted);
        return result is CommandResult<GlusterVolumeChange>.Done
            ? Created(OwnAddress.Of(Request, Hrefs.Bricks(clusterId, volumeId)), await ShowAsync(clusterId, volumeId, parameters.Bricks))
            : result.ToPerformed(new(), Hrefs);
    }

    /// <summary>Puts another brick in the place of one of a volume with copies. The self-heal fills it.</summary>
    /// <remarks>
    /// Gluster does it at once and knows no task of it. Not while a task of the volume is open, or too few others of its set are up. While a brick of the set has entries that
    /// wait for a heal, or nobody tells, it is 409 with each reason and what to do; override=true with a reason passes over that.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick that leaves.</param>
    /// <param name="action">bricks: the one that takes its place, with server_id and brick_dir; override and reason, dry_run, async if wanted.</param>
    [HttpPost("{brickId:guid}/replace")]
    [QueryParameters("override", "reason")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> ReplaceAsync(Guid clusterId, Guid volumeId, Guid brickId, [FromBody] ActionResource action)
    {
        if (action.Bricks is not [var brick]) throw new FaultException(400, "Incomplete parameters", "Action [bricks] required for replace: exactly one, which takes the place.");
        var parameters = new ReplaceBrickParameters(clusterId, volumeId, brickId, NewVolumes.Of(brick)) { Override = IsOverridden(action), Reason = ReasonOf(action) };
        return (await replace.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs);
    }

    /// <summary>Takes a brick into service again whose disk was changed. The self-heal fills it.</summary>
    /// <remarks>
    /// An extension. What is still in the directory is not used. Not while a task of the volume is open, or too few others of its set are up. While a brick of the set has
    /// entries that wait for a heal, or nobody tells, it is 409 with each reason and what to do; override=true with a reason passes over that.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="action">override and reason, dry_run, async if wanted.</param>
    [HttpPost("{brickId:guid}/reset")]
    [QueryParameters("override", "reason")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> ResetAsync(Guid clusterId, Guid volumeId, Guid brickId, [FromBody] ActionResource action)
    {
        var parameters = new ResetBrickParameters(clusterId, volumeId, brickId) { Override = IsOverridden(action), Reason = ReasonOf(action) };
        return (await reset.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs);
    }

    private bool IsOverridden(ActionResource action) => ReadFlag("override") ?? action.Override ?? false;

    private async Task<CollectionResource<GlusterBrickResource>> ShowAsync(Guid clusterId, Guid volumeId, IReadOnlyList<NewBrick> added)
    {
        await using var db = await OpenDatabaseAsync();
        var hosts = (await BrickHosts.LoadAsync(db, [clusterId], Aborted))[clusterId];
        var bricks = await db.Bricks.AsNoTracking().Where(b => b.VolumeId == volumeId).OrderBy(static b => b.BrickOrder).ToListAsync(Aborted);
        var shown = bricks.Where(brick => hosts[brick] is { } host && added.Contains(new(host, brick.BrickDir)));
        return new() { Items = [.. shown.Select(brick => BrickResources.Of(brick, clusterId, hosts, Hrefs))] };
    }
}
