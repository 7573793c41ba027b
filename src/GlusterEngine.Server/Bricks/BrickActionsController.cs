using GlusterEngine.Engine.Bricks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Faults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Bricks;

/// <summary>Moving data off bricks and taking them out of their volume. <c>bricks</c> is an alias of <c>glusterbricks</c>.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}/glusterbricks")]
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}/bricks")]
[Tags("Bricks")]
[ProducesResponseType<ActionResource>(200)]
[ProducesResponseType<ActionResource>(202)]
[ProducesResponseType<FaultResource>(400)]
[ProducesResponseType<FaultResource>(404)]
[ProducesResponseType<FaultResource>(409)]
public sealed class BrickActionsController(
    StartRemoveGlusterVolumeBricksCommand start,
    StopRemoveGlusterVolumeBricksCommand stop,
    CommitRemoveGlusterVolumeBricksCommand commit,
    GlusterVolumeRemoveBricksCommand remove) : RestController
{
    /// <summary>Starts to move the data off bricks (remove-brick start). They stay in the volume until the commit.</summary>
    /// <remarks>Bricks by id or name, whole replica sets. dry_run=true shows the plan. A plan that does not fit is 409 unless force_plan=true.</remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">bricks; auto_commit, force_plan, throttle, dry_run, async if wanted.</param>
    /// <param name="replica_count">The volume's replica count, for clients that always send it.</param>
    [HttpPost("migrate")]
    [QueryParameters("auto_commit", "force_plan", "repeat_if_lost")]
    public Task<ActionResult<ActionResource>> MigrateAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action, int? replica_count = null) =>
        MigrateAsync(clusterId, volumeId, Bricks(action, "migrate"), action, replica_count);

    /// <summary>Starts to move the data off one brick.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="action">auto_commit, force_plan, throttle, dry_run, async if wanted.</param>
    [HttpPost("{brickId:guid}/migrate")]
    [QueryParameters("auto_commit", "force_plan", "repeat_if_lost")]
    public async Task<ActionResult<ActionResource>> MigrateOneAsync(Guid clusterId, Guid volumeId, Guid brickId, [FromBody] ActionResource action) =>
        await MigrateAsync(clusterId, volumeId, await OnlyAsync(volumeId, brickId, action), action, replicaCount: null);

    /// <summary>Stops a migration, running or finished: the bricks stay in the volume.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">The bricks of the migration, all of them, in any order.</param>
    [HttpPost("stopmigrate")]
    public Task<ActionResult<ActionResource>> StopMigrateAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action) =>
        StopAsync(new(clusterId, volumeId, Bricks(action, "stopmigrate"), Activates: false), action);

    /// <summary>Stops the migration of one brick.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="action">dry_run, async if wanted.</param>
    [HttpPost("{brickId:guid}/stopmigrate")]
    public async Task<ActionResult<ActionResource>> StopMigrateOneAsync(Guid clusterId, Guid volumeId, Guid brickId, [FromBody] ActionResource action) =>
        await StopAsync(new(clusterId, volumeId, await OnlyAsync(volumeId, brickId, action), Activates: false), action);

    /// <summary>Takes a finished migration back: the bricks serve the volume again.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">The bricks of the migration, all of them, in any order.</param>
    [HttpPost("activate")]
    public Task<ActionResult<ActionResource>> ActivateAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action) =>
        StopAsync(new(clusterId, volumeId, Bricks(action, "activate"), Activates: true), action);

    /// <summary>Takes the finished migration of one brick back.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="action">dry_run, async if wanted.</param>
    [HttpPost("{brickId:guid}/activate")]
    public async Task<ActionResult<ActionResource>> ActivateOneAsync(Guid clusterId, Guid volumeId, Guid brickId, [FromBody] ActionResource action) =>
        await StopAsync(new(clusterId, volumeId, await OnlyAsync(volumeId, brickId, action), Activates: true), action);

    /// <summary>Takes the bricks of a finished migration out of the volume, if the gate is green.</summary>
    /// <remarks>
    /// The gate: completed on every node, no file failed or skipped, no heal pending, no file left on the bricks. Otherwise 409 with each
    /// reason and what to do. override=true with a reason passes over skipped and left files, and over the heals of a dispersed volume, which gluster does not count. dry_run=true only looks.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">The bricks of the migration, all of them, in any order; override and reason, dry_run, async if wanted.</param>
    [HttpPost("commit")]
    [QueryParameters("override", "reason")]
    public Task<ActionResult<ActionResource>> CommitAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action) =>
        CommitAsync(clusterId, volumeId, Bricks(action, "commit"), action);

    /// <summary>Commits the migration of one brick.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="action">override and reason, dry_run, async if wanted.</param>
    [HttpPost("{brickId:guid}/commit")]
    [QueryParameters("override", "reason")]
    public async Task<ActionResult<ActionResource>> CommitOneAsync(Guid clusterId, Guid volumeId, Guid brickId, [FromBody] ActionResource action) =>
        await CommitAsync(clusterId, volumeId, await OnlyAsync(volumeId, brickId, action), action);

    /// <summary>Commits a finished migration, as clients of oVirt do; with force=true and a reason removes bricks without one, losing their files.</summary>
    /// <remarks>
    /// Without force and without a finished migration of these bricks it is 409, never a removal. Without a body: the commit of the finished
    /// migration that waits, if its gate is green; override=true takes the bricks by name.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">The bricks; reason with force.</param>
    /// <param name="force">true removes by force.</param>
    /// <param name="reason">Why, when not in the body.</param>
    /// <param name="replica_count">The replica count afterwards, when force reduces it.</param>
    [HttpDelete]
    [QueryParameters("override")]
    public async Task<ActionResult<ActionResource>> RemoveAsync(
        Guid clusterId, Guid volumeId, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ActionResource? action = null, string? force = null, string? reason = null, int? replica_count = null)
    {
        // What an override passes over was seen on certain bricks; by now another migration may wait.
        if (action is null && (ReadFlag("override") ?? false))
            throw FaultException.BadRequest("override=true needs the bricks by name: say in the body which migration you mean.");
        var bricks = action is null ? await WaitingBricksAsync(volumeId) : Bricks(action, "remove");
        return await RemoveAsync(new(clusterId, volumeId, bricks, replica_count, ReasonOf(action)), action ?? new());
    }

    /// <summary>The same for one brick.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="brickId">The brick.</param>
    /// <param name="action">reason with force.</param>
    /// <param name="force">true removes by force.</param>
    /// <param name="reason">Why, when not in the body.</param>
    /// <param name="replica_count">The replica count afterwards, when force reduces it.</param>
    [HttpDelete("{brickId:guid}")]
    [QueryParameters("override")]
    public async Task<ActionResult<ActionResource>> RemoveOneAsync(
        Guid clusterId, Guid volumeId, Guid brickId, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ActionResource? action = null, string? force = null, string? reason = null, int? replica_count = null) =>
        await RemoveAsync(new(clusterId, volumeId, await OnlyAsync(volumeId, brickId, action), replica_count, ReasonOf(action)), action ?? new());

    private async Task<ActionResult<ActionResource>> MigrateAsync(
        Guid clusterId, Guid volumeId, IReadOnlyList<BrickReference> bricks, ActionResource action, int? replicaCount)
    {
        var parameters = new StartRemoveBricksParameters(clusterId, volumeId, bricks)
        {
            ReplicaCount = replicaCount,
            AutoCommit = ReadFlag("auto_commit") ?? action.AutoCommit ?? false,
            ForcePlan = ReadFlag("force_plan") ?? action.ForcePlan ?? false,
            Throttle = action.Throttle,
            RepeatIfLost = ReadFlag("repeat_if_lost") ?? action.RepeatIfLost ?? false,
        };
        return (await start.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToPerformed(action, Hrefs);
    }

    private async Task<ActionResult<ActionResource>> StopAsync(StopRemoveBricksParameters parameters, ActionResource action) =>
        (await stop.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToPerformed(action, Hrefs);

    private async Task<ActionResult<ActionResource>> CommitAsync(
        Guid clusterId, Guid volumeId, IReadOnlyList<BrickReference> bricks, ActionResource action, bool isRemoval = false)
    {
        var parameters = new CommitRemoveBricksParameters(clusterId, volumeId, bricks)
        {
            IsRemoval = isRemoval,
            Override = ReadFlag("override") ?? action.Override ?? false,
            Reason = ReasonOf(action),
        };
        return (await commit.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToPerformed(action, Hrefs);
    }

    private async Task<ActionResult<ActionResource>> RemoveAsync(RemoveBricksParameters parameters, ActionResource action) =>
        // Only the query counts: a body is easily sent on by a script that never meant this.
        ReadFlag("force") ?? false
            ? (await remove.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToPerformed(action, Hrefs)
            : await CommitAsync(parameters.ClusterId, parameters.VolumeId, parameters.Bricks, action, isRemoval: true);

    /// <summary>The bricks of the volume's open migration; none when there is none, which no command takes.</summary>
    private async Task<IReadOnlyList<BrickReference>> WaitingBricksAsync(Guid volumeId)
    {
        if (ReadFlag("force") ?? false) return [];
        await using var db = await OpenDatabaseAsync();
        return [.. db.VolumeLeases.Where(lease => lease.VolumeId == volumeId)
            .Join(db.StepTaskBricks, static lease => lease.StepId, static brick => (Guid?)brick.StepId, static (_, brick) => brick.ServerName + ":" + brick.BrickDir)
            .AsEnumerable().Select(static name => new BrickReference(Id: null, name))];
    }

    private static IReadOnlyList<BrickReference> Bricks(ActionResource action, string operation) => action.Bricks is null
        ? throw new FaultException(StatusCodes.Status400BadRequest, "Incomplete parameters", $"Action [bricks] required for {operation}")
        : References(action);

    /// <summary>The brick of the path. A body that names others was meant for something else, and one by name must name this one (<see cref="BrickSelection"/>).</summary>
    private async Task<IReadOnlyList<BrickReference>> OnlyAsync(Guid volumeId, Guid brickId, ActionResource? action)
    {
        await using var db = await OpenDatabaseAsync();
        if (!await db.Bricks.AnyAsync(brick => brick.Id == brickId && brick.VolumeId == volumeId, Aborted))
            throw new FaultException(StatusCodes.Status404NotFound, "Operation Failed", $"[There is no brick with id {brickId} in that volume.]");
        if (action?.Bricks is null) return [new(brickId, Name: null)];
        var named = References(action);
        return named.Count > 0 && named.All(brick => brick.Id is null || brick.Id == brickId)
            ? [.. named.Select(brick => brick with { Id = brickId })]
            : throw FaultException.BadRequest($"The path names brick {brickId}, the body other bricks: {string.Join(", ", named)}. Leave bricks out of the body, or name that one.");
    }

    private static IReadOnlyList<BrickReference> References(ActionResource action) =>
        [.. action.Bricks!.Select(static brick => Reference(brick))];

    private static BrickReference Reference(GlusterBrickResource brick) => brick.Id is null && brick.Name is null
        // oVirt says no more than that.
        ? throw new FaultException(StatusCodes.Status400BadRequest, "Incomplete parameters", detail: null)
        : new(Mandatory.ReadId(brick.Id, "brick.id"), brick.Name);
}
