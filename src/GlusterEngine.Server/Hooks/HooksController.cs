using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Hooks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Hooks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Hooks;

/// <summary>Hooks of a cluster: scripts that gluster runs on each of its hosts before or after a command.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glusterhooks")]
[Tags("Hooks")]
public sealed class HooksController(
    EnableGlusterHookCommand enable, DisableGlusterHookCommand disable, AddGlusterHookCommand add, UpdateGlusterHookCommand update, RemoveGlusterHookCommand remove) : RestController
{
    /// <summary>Lists the hooks of a cluster, by name.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">cluster.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<GlusterHookResource>>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<CollectionResource<GlusterHookResource>>> ListAsync(Guid clusterId, int? max = null, string? follow = null)
    {
        var query = ReadSearch();
        var tree = ReadFollow<GlusterHookResource>();
        await using var db = await OpenDatabaseAsync();
        if (!await db.Clusters.AnyAsync(c => c.Id == clusterId, Aborted)) return NotFound();
        var hooks = await HookResources.LoadAsync(db, db.Hooks.Where(h => h.ClusterId == clusterId), Hrefs, Aborted);
        var (skip, take) = ReadPage(query);
        return new CollectionResource<GlusterHookResource> { Items = await FollowAsync(db, [.. hooks.Skip(skip).Take(take)], tree) };
    }

    /// <summary>Gives one hook, with its content and the hosts that differ from it.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="hookId">The hook.</param>
    /// <param name="follow">cluster.</param>
    [HttpGet("{hookId:guid}")]
    [ProducesResponseType<GlusterHookResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<GlusterHookResource>> GetAsync(Guid clusterId, Guid hookId, string? follow = null)
    {
        var tree = ReadFollow<GlusterHookResource>();
        await using var db = await OpenDatabaseAsync();
        var hook = await db.Hooks.AsNoTracking().Include(static h => h.ServerHooks).SingleOrDefaultAsync(h => h.ClusterId == clusterId && h.Id == hookId, Aborted);
        return hook is null ? NotFound() : (await FollowAsync(db, [HookResources.Whole(hook, Hrefs)], tree))[0];
    }

    /// <summary>Lets gluster run the hook on all hosts that are up.</summary>
    /// <remarks>It counts as done when one host did it; the others are in conflict then (STATUS_CONFLICT), and the event and the step say which and why.</remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="hookId">The hook.</param>
    /// <param name="action">dry_run, async if wanted.</param>
    [HttpPost("{hookId:guid}/enable")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public Task<ActionResult<ActionResource>> EnableAsync(Guid clusterId, Guid hookId, [FromBody] ActionResource action) => RunAsync(enable, new(clusterId, hookId), action);

    /// <summary>Lets gluster pass over the hook on all hosts that are up.</summary>
    /// <remarks>It counts as done when one host did it; the others are in conflict then (STATUS_CONFLICT), and the event and the step say which and why.</remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="hookId">The hook.</param>
    /// <param name="action">dry_run, async if wanted.</param>
    [HttpPost("{hookId:guid}/disable")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public Task<ActionResult<ActionResource>> DisableAsync(Guid clusterId, Guid hookId, [FromBody] ActionResource action) => RunAsync(disable, new(clusterId, hookId), action);

    /// <summary>Makes hosts the same that differ in the hook.</summary>
    /// <remarks>
    /// resolution_type add writes the hook to the hosts that do not have it. resolution_type copy writes its content to the hosts that have another one: that of the host that is
    /// named, or without host the one shown here. A status conflict is resolved by enable or disable. 409 when there is no such conflict, or a host in question is not up.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="hookId">The hook.</param>
    /// <param name="action">resolution_type add or copy; host by id or name, dry_run, async if wanted.</param>
    [HttpPost("{hookId:guid}/resolve")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public Task<ActionResult<ActionResource>> ResolveAsync(Guid clusterId, Guid hookId, [FromBody] ActionResource action)
    {
        Mandatory.Require(action.ResolutionType, "resolution_type");
        if (action.ResolutionType == "add")
        {
            return action.Host is null
                ? RunAsync(add, new(clusterId, hookId), action)
                : throw FaultException.BadRequest("host: the hook is written as it is shown, so no host can be named; use resolution_type copy to take the content of a host.");
        }

        var source = Mandatory.ReadId(action.Host?.Id, "host.id");
        if (action.Host is not null && source is null) Mandatory.Require(action.Host.Name, "host.id|name");
        return RunAsync(update, new(clusterId, hookId, source, action.Host?.Name), action);
    }

    /// <summary>Deletes the hook on all hosts of the cluster, which must be up.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="hookId">The hook.</param>
    /// <param name="dry_run">true checks everything and deletes nothing.</param>
    [HttpDelete("{hookId:guid}")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<ActionResult<ActionResource>> RemoveAsync(Guid clusterId, Guid hookId, string? dry_run = null) =>
        (await remove.RunAsync(new(clusterId, hookId), ContextOf(new()), wait: !IsAsync(new()), Aborted)).ToPerformed(new ActionResource(), Hrefs);

    private async Task<ActionResult<ActionResource>> RunAsync<T>(CommandBase<T, GlusterHookChange> command, T parameters, ActionResource action) =>
        (await command.RunAsync(parameters, ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs);
}
