using GlusterEngine.Engine.Access;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model;
using GlusterEngine.Server.Rest;
using GlusterEngine.Vds.Ssh;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Hosts;

/// <summary>Hosts: machines through which the engine reaches a cluster's gluster.</summary>
[Route(Root + "/hosts")]
[Tags("Hosts")]
public sealed class HostsController(
    AddHostCommand add, RemoveHostCommand remove, ActivateHostCommand activate, DeactivateHostCommand deactivate, AcceptHostSshKeyCommand acceptKey, EngineKey engineKey)
    : RestController
{
    /// <summary>Lists the hosts, by name.</summary>
    /// <param name="search">Such as <c>status=up</c>; fields name, address, status, cluster, datacenter, id.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">cluster inlines the cluster; also what can be followed below it, such as cluster.glustervolumes.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<HostResource>>(200)]
    public async Task<CollectionResource<HostResource>> ListAsync(string? search = null, int? max = null, string? follow = null)
    {
        var query = ReadSearch("name", "address", "status", "cluster", "datacenter", "id");
        var tree = ReadFollow<HostResource>();
        await using var db = await OpenDatabaseAsync();
        var rows = await (from host in db.Hosts.AsNoTracking().VisibleTo(Caller)
                          join cluster in db.Clusters on host.ClusterId equals cluster.Id
                          orderby host.Name
                          select new { Host = host, Cluster = cluster.Name }).ToListAsync(Aborted);
        var found = ListOf.Rows(rows, query, ReadPage(query), static (row, field) => Field(row.Host, row.Cluster, field), row => HostResources.Of(row.Host, Hrefs));
        return new() { Items = await FollowAsync(db, found, tree) };
    }

    /// <summary>Gives one host.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="follow">cluster inlines the cluster; also what can be followed below it, such as cluster.glustervolumes.</param>
    [HttpGet("{hostId:guid}")]
    [ProducesResponseType<HostResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<HostResource>> GetAsync(Guid hostId, string? follow = null)
    {
        var tree = ReadFollow<HostResource>();
        await using var db = await OpenDatabaseAsync();
        var host = await db.Hosts.AsNoTracking().SingleOrDefaultAsync(h => h.Id == hostId, Aborted);
        return host is null ? NotFound() : (await FollowAsync(db, [WithEngineKey(HostResources.Of(host, Hrefs))], tree))[0];
    }

    /// <summary>Adds a host, and takes it into the pool of the cluster's other hosts. Name and address are mandatory; the cluster by id or name, else the one named Default.</summary>
    /// <remarks>
    /// A host whose gluster is alone is probed by another host of the cluster that is up; one that is a peer of them already is only added, and so is the first of a
    /// cluster. One that is in another pool is refused (409) and never probed; one that does not answer is added, and not probed. 202 with status pending = gluster gave
    /// no definite answer; poll the job, the engine finds out.
    /// transport ssh logs in as ssh.user on ssh.port, by the engine's key or what the ssh client's own configuration has. The key that the host shows first is
    /// pinned, or it has to be the one of ssh.fingerprint; the answer shows it, if the host answered.
    /// </remarks>
    /// <param name="host">transport is cli, ssh, vdsm or simulated; left out, it is ssh where ssh has a member, else that of the cluster's other hosts, else cli. glusterd_socket is for cli on a machine with several glusterd; description and comment if wanted.</param>
    /// <param name="dry_run">true checks everything, looks at the host and the pool, and adds nothing.</param>
    /// <param name="activate">false is refused: a host is asked at once where it belongs. Deactivate it afterwards.</param>
    /// <param name="reboot">true is refused, and never done: no machine is restarted.</param>
    [HttpPost]
    [ProducesResponseType<HostResource>(201)]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<IActionResult> AddAsync([FromBody] HostResource host, string? dry_run = null, string? activate = null, string? reboot = null)
    {
        if (ReadFlag(nameof(activate)) is false) throw FaultException.BadRequest("activate: a host that is added is asked at once where it belongs, so it cannot begin in maintenance; leave activate out, and deactivate the host afterwards.");
        if (ReadFlag(nameof(reboot)) is true) throw FaultException.BadRequest("reboot: this engine restarts no machine; leave reboot out.");
        TextLimit.Check(host, "host");
        var parameters = HostInput.Read(host, Mandatory.ReadId(host.Cluster?.Id, "host.cluster.id"), host.Cluster?.Name);
        var result = await add.RunAsync(parameters, ContextOf(new()), wait: !IsAsync(new()), Aborted);
        if (result.DoneOrFault() is not { } done) return result.ToAction(new(), Hrefs, Show);
        var added = WithEngineKey(HostResources.Of(done.Host, Hrefs));
        return Created(OwnAddress.Of(Request, added.Href!), added);
    }

    /// <summary>Takes a host out of the pool of its cluster, and forgets it. It has to be in maintenance and to hold no brick.</summary>
    /// <remarks>
    /// Another host of the cluster that is up detaches it. The last host of a cluster is only forgotten, and gluster is not touched: it takes the cluster's volumes and
    /// peers out of the engine's inventory, which an event tells; that is refused while one of the volumes has an open task. 202 with status pending = gluster
    /// gave no definite answer; poll the step, the engine finds out. With force=true, and all other hosts of the cluster non_responsive, it is
    /// forgotten without a word to gluster, whatever it holds: so a cluster that is lost for good is taken apart.
    /// </remarks>
    /// <param name="hostId">The host.</param>
    /// <param name="force">true detaches it though it is not connected, or another peer is down; or forgets it where no other host answers.</param>
    /// <param name="dry_run">true checks everything, looks at the pool, and removes nothing.</param>
    [HttpDelete("{hostId:guid}")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<IActionResult> RemoveAsync(Guid hostId, string? force = null, string? dry_run = null) =>
        (await remove.RunAsync(new(hostId, ReadFlag(nameof(force)) ?? false), ContextOf(new()), wait: !IsAsync(new()), Aborted)).ToAction(new ActionResource(), Hrefs, Show).ToPerformed();

    /// <summary>Takes a host into use again, or asks one that does not answer right away. Its status is connecting until it answered or failed to.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="action">dry_run, if wanted.</param>
    [HttpPost("{hostId:guid}/activate")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> ActivateAsync(Guid hostId, [FromBody] ActionResource action) =>
        (await activate.RunAsync(hostId, ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, Show);

    /// <summary>Puts a host into maintenance: nothing is asked of it until it is activated. Gluster goes on there.</summary>
    /// <remarks>
    /// Steps of tasks in a cluster of which no host is left to ask say that they wait, and go on by themselves once one is. Gluster is never stopped
    /// on a host: stop_gluster_service=true is refused.
    /// </remarks>
    /// <param name="hostId">The host.</param>
    /// <param name="action">reason, dry_run.</param>
    /// <param name="stop_gluster_service">As in the body.</param>
    [HttpPost("{hostId:guid}/deactivate")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> DeactivateAsync(Guid hostId, [FromBody] ActionResource action, string? stop_gluster_service = null)
    {
        TextLimit.Check(action.Reason, "reason");
        var parameters = new DeactivateHostParameters(hostId, action.Reason, ReadFlag(nameof(stop_gluster_service)) ?? action.StopGlusterService ?? false);
        return (await deactivate.RunAsync(parameters, ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, Show);
    }

    /// <summary>Takes the ssh key that a host shows now for its own.</summary>
    /// <remarks>
    /// A host that shows another key than the pinned one is non_operational and nothing is said to it. Compare ssh.offered_fingerprint with what the host's console
    /// shows (ssh-keygen -l), then name it here.
    /// </remarks>
    /// <param name="hostId">The host.</param>
    /// <param name="action">ssh.fingerprint: the key to accept; dry_run, if wanted.</param>
    [HttpPost("{hostId:guid}/acceptsshkey")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> AcceptSshKeyAsync(Guid hostId, [FromBody] ActionResource action)
    {
        Mandatory.Require(action.Ssh?.Fingerprint, "action.ssh.fingerprint");
        return (await acceptKey.RunAsync(new(hostId, action.Ssh.Fingerprint), ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, Show);
    }

    private HostResource WithEngineKey(HostResource host) => host.Ssh is { } ssh ? host with { Ssh = ssh with { EnginePublicKey = engineKey.Public } } : host;

    private ActionResource Show(ActionResource action, Model.Hosts.Host host) => action with { Host = HostResources.Of(host, Hrefs) };

    private ActionResource Show(ActionResource action, ChangedHost changed) => Show(action, changed.Host) with
    {
        Job = new JobResource { Id = changed.JobId.ToString(), Href = Hrefs.Job(changed.JobId) },
        Step = new StepResource { Id = changed.StepId.ToString(), Href = Hrefs.Step(changed.JobId, changed.StepId) },
    };

    private static string? Field(Model.Hosts.Host host, string cluster, string field) => field switch
    {
        "name" => host.Name,
        "address" => host.Address,
        "status" => host.Status.ToLowerText(),
        "cluster" => cluster,
        "id" => host.Id.ToString(),
        // There are no data centers.
        _ => null,
    };
}
