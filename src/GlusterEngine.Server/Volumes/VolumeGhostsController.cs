using GlusterEngine.Engine.Ghosts;
using GlusterEngine.Model;
using GlusterEngine.Model.Access;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Ghosts;
using GlusterEngine.Wire.Hosts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Volumes;

/// <summary>
/// Ghosts: tasks that one host still shows and the others do not, because it was away when they were stopped, or died when it had just begun them.
/// </summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}")]
[Tags("Volumes")]
public sealed class VolumeGhostsController(GhostFinder finder, CureGlusterTaskGhostCommand cure) : RestController
{
    /// <summary>Lists the ghosts of a volume.</summary>
    /// <remarks>The engine looks for them after a host came up and after a start that gluster refused because of a task the engine does not know.</remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="refresh">true asks all hosts of the cluster first; takes a second or more, and needs all peers connected, and the role operator.</param>
    [HttpGet("ghosts")]
    [ProducesResponseType<CollectionResource<GhostResource>>(200)]
    [ProducesResponseType(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<ActionResult<CollectionResource<GhostResource>>> ListAsync(Guid clusterId, Guid volumeId, int? max = null, string? refresh = null)
    {
        await using var db = await OpenDatabaseAsync();
        if (!await db.Volumes.AnyAsync(v => v.ClusterId == clusterId && v.Id == volumeId, Aborted)) return NotFound();
        var refreshes = ReadFlag("refresh") is true;
        if (refreshes && !(Caller.RoleIn(clusterId) >= Role.Operator))
            throw new FaultException(403, "Operation Failed", $"[User {Caller.Name} may not have the hosts asked for ghosts: it takes the role operator there. Ask without refresh for what was found before.]");
        if (refreshes && await finder.LookAsync(clusterId, Aborted) is { } problem)
            throw new FaultException(409, "Operation Failed", $"[Ghosts cannot be looked for now: {problem}. Ask again later, or without refresh for what was found before.]");
        var ghosts = await (from ghost in db.TaskGhosts.AsNoTracking()
                            join host in db.Hosts on ghost.HostId equals host.Id
                            where ghost.VolumeId == volumeId
                            orderby host.Name, ghost.TaskId
                            select new { Ghost = ghost, host.Id, host.Name }).ToListAsync(Aborted);
        return new CollectionResource<GhostResource>
        {
            Items = [.. Cut(ghosts).Select(row => new GhostResource
            {
                Cure = GhostText.Cure(row.Name),
                Host = new HostResource { Id = row.Id.ToString(), Href = Hrefs.Host(row.Id), Name = row.Name },
                Since = row.Ghost.Since,
                TaskId = row.Ghost.TaskId.ToString(),
                Type = row.Ghost.TaskType.ToLowerText(),
            })],
        };
    }

    /// <summary>Makes the hosts that show ghosts of a volume drop them when their glusterd starts again.</summary>
    /// <remarks>
    /// Stop glusterd on those hosts first, and start it again afterwards. Sets the option user.glusterengine-cure of the volume through another host; the list
    /// of ghosts tells when they are gone. Their hosts restart the bricks of the volume. 200: set. 202 pending: no definite answer, so ask again.
    /// 409: nothing was set; the fault says why.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">dry_run, async if wanted.</param>
    /// <param name="async">As in the body.</param>
    [HttpPost("cureghost")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> CureAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action, string? async = null) =>
        (await cure.RunAsync(new(clusterId, volumeId), ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs, static (answer, _) => answer);
}
