using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Clusters;

/// <summary>Adds a cluster without hosts.</summary>
public sealed class AddClusterCommand(CommandServices services) : CommandBase<AddClusterParameters, Cluster>(services)
{
    public override ActionType ActionType => ActionType.AddCluster;

    protected override Guid? IdOf(Cluster result) => result.Id;

    protected override async Task<Prepared<Cluster>> PrepareAsync(
        EngineDb db, AddClusterParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        if (!ObjectName.IsValid(parameters.Name)) return Prepared<Cluster>.Refuse(Refusals.BadName("cluster", parameters.Name));
        var level = parameters.CompatibilityVersion ?? CompatibilityLevel.Newest;
        if (!CompatibilityLevel.All.Contains(level))
            return Prepared<Cluster>.Refuse(new Refusal("ACTION_TYPE_FAILED_GIVEN_VERSION_NOT_SUPPORTED", $"Cannot add Cluster. There is no compatibility level {level}; name one of {string.Join(", ", CompatibilityLevel.All)}, or none.", RefusalKind.BadParameters));
        if (await db.Clusters.AnyAsync(c => c.Name == parameters.Name, cancellationToken))
            return Prepared<Cluster>.Refuse(Refusals.NameTaken("cluster", parameters.Name!));
        var cluster = new Cluster { Id = Guid.CreateVersion7(), Name = parameters.Name!, Description = parameters.Description, Comment = parameters.Comment, CompatibilityVersion = level };
        db.Add(cluster);
        await db.AppendEventsAsync([new(EventCode.ClusterAdded, EventSeverity.Normal, $"Cluster {cluster.Name} was added by {context.Caller.Name}.")
        {
            ClusterId = cluster.Id,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], cluster, async token =>
        {
            await Services.Schedules.TryAddClusterAsync(cluster.Id, token);
            return new CommandResult<Cluster>.Done(cluster);
        });
    }
}
