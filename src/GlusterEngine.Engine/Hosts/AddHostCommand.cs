using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Adds a host to a cluster and looks at it right away. A host that does not answer yet may be added.</summary>
public sealed class AddHostCommand(CommandServices services) : CommandBase<AddHostParameters, Host>(services)
{
    public override ActionType ActionType => ActionType.AddHost;

    protected override Guid? IdOf(Host result) => result.Id;

    protected override async Task<Prepared<Host>> PrepareAsync(
        EngineDb db, AddHostParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var cluster = await FindClusterAsync(db, parameters, cancellationToken);
        var refusals = HostRefusals.Add(parameters).Concat(await TakenAsync(db, parameters, cluster, cancellationToken)).ToList();
        if (refusals.Count > 0) return new(refusals);
        var host = new Host
        {
            Id = Guid.CreateVersion7(),
            ClusterId = cluster!.Id,
            Name = parameters.Name!,
            Address = parameters.Address!,
            Transport = parameters.Transport,
            GlusterdSocket = parameters.GlusterdSocket,
            Status = HostStatus.Unassigned,
        };
        db.Add(host);
        await db.AppendEventsAsync([new(EventCode.HostAdded, EventSeverity.Normal, $"Host {host.Name} was added to cluster {cluster.Name} by {context.Caller.Name}.")
        {
            ClusterId = cluster.Id,
            HostId = host.Id,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], host, async _ =>
        {
            await Services.Schedules.AskSoonAsync(cluster.Id);
            return new CommandResult<Host>.Done(host);
        });
    }

    private static Task<Cluster?> FindClusterAsync(EngineDb db, AddHostParameters parameters, CancellationToken cancellationToken)
    {
        if (parameters.ClusterId is { } id) return db.Clusters.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        var name = parameters.ClusterName ?? "Default";
        return db.Clusters.SingleOrDefaultAsync(c => c.Name == name, cancellationToken);
    }

    private static async Task<IReadOnlyList<Refusal>> TakenAsync(
        EngineDb db, AddHostParameters parameters, Cluster? cluster, CancellationToken cancellationToken)
    {
        var refusals = new List<Refusal>();
        if (await db.Hosts.AnyAsync(h => h.Name == parameters.Name, cancellationToken)) refusals.Add(Refusals.NameTaken("host", parameters.Name!));
        if (cluster is null)
        {
            var asked = parameters.ClusterId?.ToString() ?? parameters.ClusterName ?? "Default";
            refusals.Add(new("VDS_CLUSTER_IS_NOT_VALID", $"Cannot add Host. There is no cluster '{asked}': name one by id or name.", RefusalKind.NotFound));
        }
        else if (await db.Hosts.AnyAsync(h => h.ClusterId == cluster.Id && h.Address == parameters.Address, cancellationToken))
        {
            refusals.Add(new("ACTION_TYPE_FAILED_VDS_WITH_SAME_HOST_EXIST",
                $"Cannot add Host. Cluster {cluster.Name} has a host with address {parameters.Address} already.", RefusalKind.Conflict));
        }

        return refusals;
    }
}
