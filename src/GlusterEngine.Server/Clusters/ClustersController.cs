using GlusterEngine.Engine.Access;
using GlusterEngine.Engine.Clusters;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Virtualization;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Hosts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Clusters;

/// <summary>Clusters: groups of hosts that form one gluster trusted pool.</summary>
[Route(Root + "/clusters")]
[Tags("Clusters")]
public sealed class ClustersController(AddClusterCommand add, RemoveClusterCommand remove, SyncHealClusterVolumesCommand countHeals, ImportHostsCommand import) : RestController
{
    private static readonly string[] Fields = ["name", "description", "comment", "architecture", "compatibility_level", "cpu_type", "datacenter"];

    /// <summary>Lists the clusters, by name.</summary>
    /// <param name="search">Such as <c>name=demo*</c>; fields name, description, comment, architecture, compatibility_level, cpu_type, datacenter.</param>
    /// <param name="max">Most rows to give.</param>
    /// <param name="follow">glustervolumes inlines the volumes, glusterhooks the hooks; also what can be followed below them, such as glustervolumes.bricks.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<ClusterResource>>(200)]
    public async Task<CollectionResource<ClusterResource>> ListAsync(string? search = null, int? max = null, string? follow = null)
    {
        var query = ReadSearch(Fields);
        var tree = ReadFollow<ClusterResource>();
        await using var db = await OpenDatabaseAsync();
        var rows = await db.Clusters.AsNoTracking().VisibleTo(Caller).OrderBy(static c => c.Name).ToListAsync(Aborted);
        var found = ListOf.Rows(rows.Select(cluster => ClusterResources.Of(cluster, Hrefs)), query, ReadPage(query), Field, static cluster => cluster);
        return new() { Items = await FollowAsync(db, found, tree) };
    }

    /// <summary>Gives one cluster.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="follow">glustervolumes inlines the volumes, glusterhooks the hooks; also what can be followed below them, such as glustervolumes.bricks.</param>
    [HttpGet("{clusterId:guid}")]
    [ProducesResponseType<ClusterResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<ClusterResource>> GetAsync(Guid clusterId, string? follow = null)
    {
        var tree = ReadFollow<ClusterResource>();
        await using var db = await OpenDatabaseAsync();
        var cluster = await db.Clusters.AsNoTracking().SingleOrDefaultAsync(c => c.Id == clusterId, Aborted);
        return cluster is null ? NotFound() : (await FollowAsync(db, [ClusterResources.Of(cluster, Hrefs)], tree))[0];
    }

    /// <summary>Adds a cluster. Name is mandatory and unique.</summary>
    /// <param name="cluster">Name; description and comment if wanted. version is a compatibility level of oVirt 4.5, which is shown and has no effect; data_center, cpu and gluster_tuned_profile, which oVirt's clients send, have no effect.</param>
    [HttpPost]
    [ProducesResponseType<ClusterResource>(201)]
    [ProducesResponseType<FaultResource>(400)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<ActionResult<ClusterResource>> AddAsync([FromBody] ClusterResource cluster)
    {
        Mandatory.Require(cluster.Name, "cluster.name");
        TextLimit.Check(cluster, "cluster");
        VirtualMachines.Refuse(cluster);
        var result = await add.RunAsync(new(cluster.Name, cluster.Description, cluster.Comment, ClusterResources.LevelOf(cluster.Version)), CommandContext, wait: true, Aborted);
        var added = ClusterResources.Of(result.ValueOrFault(), Hrefs);
        return Created(OwnAddress.Of(Request, added.Href!), added);
    }

    /// <summary>Forgets a cluster that has no hosts. Gluster is not touched.</summary>
    /// <param name="clusterId">The cluster.</param>
    [HttpDelete("{clusterId:guid}")]
    [ProducesResponseType(200)]
    [ProducesResponseType(404)]
    [ProducesResponseType<FaultResource>(409)]
    public async Task<IActionResult> RemoveAsync(Guid clusterId)
    {
        (await remove.RunAsync(clusterId, CommandContext, wait: true, Aborted)).ValueOrFault();
        return Ok();
    }

    /// <summary>Counts the entries that wait for a heal, per brick of each started volume with copies; the bricks show them as pending_heals.</summary>
    /// <remarks>Gluster counts none of dispersed volumes. The event names the volumes that could not be counted, and why.</remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="action">dry_run, async if wanted.</param>
    [HttpPost("{clusterId:guid}/refreshglusterhealstatus")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(202)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> CountHealsAsync(Guid clusterId, [FromBody] ActionResource action) =>
        (await countHeals.RunAsync(clusterId, ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(
            action, Hrefs, (answer, count) => answer with { Job = new() { Id = count.JobId.ToString(), Href = Hrefs.Job(count.JobId) } });

    /// <summary>Adds peers that gluster knows as hosts of the cluster, or tells which there are.</summary>
    /// <remarks>
    /// Without hosts in the body, the answer lists the peers of the pool that are no hosts yet. With hosts, each named by the address that the list shows, all of
    /// them are added, or none. They are reached like the cluster's other hosts (transport, ssh user, port and sudo), unless the body says otherwise.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="action">hosts: address, and name, description, comment, transport, glusterd_socket, ssh if wanted; dry_run.</param>
    [HttpPost("{clusterId:guid}/importhosts")]
    [ProducesResponseType<ActionResource>(200)]
    [ProducesResponseType<ActionResource>(400)]
    [ProducesResponseType<ActionResource>(404)]
    [ProducesResponseType<ActionResource>(409)]
    public async Task<ActionResult<ActionResource>> ImportHostsAsync(Guid clusterId, [FromBody] ActionResource action)
    {
        var chosen = (action.Hosts ?? []).Select(host =>
        {
            Mandatory.Require(host.Address, "action.hosts.host.address");
            TextLimit.Check(host, "action.hosts.host");
            Machines.Refuse(host);
            if (host.Cluster is not null && Mandatory.ReadReference(host.Cluster, "action.hosts.host.cluster.id") != clusterId)
                throw FaultException.BadRequest("action.hosts.host.cluster: the peers of a cluster become hosts of that one; leave it out.");
            return new ChosenPeer(host.Address, host.Name, HostInput.TransportOf(host), host.GlusterdSocket, HostInput.SshOf(host.Ssh))
            {
                Description = host.Description,
                Comment = host.Comment,
            };
        }).ToList();
        return (await import.RunAsync(new(clusterId, chosen), ContextOf(action), wait: true, Aborted)).ToAction(action, Hrefs, (answer, found) => answer with
        {
            Hosts =
            [
                .. found.Added.Select(host => HostResources.Of(host, Hrefs)),
                .. found.Candidates.Select(static peer => new HostResource { Address = peer.Hostname, Status = peer.Status == PeerStatus.Connected ? "up" : "non_responsive" }),
            ],
        });
    }

    private static string? Field(ClusterResource cluster, string field) => field switch
    {
        "name" => cluster.Name,
        "description" => cluster.Description,
        "comment" => cluster.Comment,
        "compatibility_level" => $"{cluster.Version!.Major}.{cluster.Version.Minor}",
        // Of the machines that oVirt's clusters run, which this server knows nothing about, and of data centers, of which there are none.
        _ => null,
    };
}
