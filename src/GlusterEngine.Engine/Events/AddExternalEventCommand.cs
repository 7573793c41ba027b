using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Events;

/// <summary>Adds an event of a client to the log.</summary>
public sealed class AddExternalEventCommand(CommandServices services) : CommandBase<AddExternalEventParameters, EngineEvent>(services)
{
    public override ActionType ActionType => ActionType.AddExternalEvent;

    protected override CommandTarget TargetOf(AddExternalEventParameters parameters) =>
        parameters.ClusterId is { } cluster ? CommandTarget.Cluster(cluster) : parameters.HostId is { } host ? CommandTarget.Host(host) : CommandTarget.Own;

    protected override Role RoleFor(AddExternalEventParameters parameters, CommandContext context) => Role.Operator;

    protected override async Task<Prepared<EngineEvent>> PrepareAsync(
        EngineDb db, AddExternalEventParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var refusals = ExternalEventRefusals.Of(parameters).ToList();
        if (parameters.ClusterId is { } cluster && !await db.Clusters.AnyAsync(c => c.Id == cluster, cancellationToken)) refusals.Add(Refusals.EntityNotFound("cluster", cluster));
        // One of another cluster is as unknown as one that does not exist: the right was asked for in this cluster only.
        var clusterOfHost = await db.Hosts.Where(h => h.Id == parameters.HostId && (parameters.ClusterId == null || h.ClusterId == parameters.ClusterId))
            .Select(static h => (Guid?)h.ClusterId).SingleOrDefaultAsync(cancellationToken);
        if (parameters.HostId is { } host && clusterOfHost is null) refusals.Add(Refusals.EntityNotFound("host", host));
        if (refusals.Count > 0) return new(refusals);
        var line = new EngineEvent
        {
            Code = ExternalEventRefusals.CodeOf(parameters.Severity),
            Severity = parameters.Severity,
            Time = await db.NowAsync(cancellationToken),
            Description = parameters.Description,
            CorrelationId = context.CorrelationId,
            // Else the users of the host's cluster would not see it.
            ClusterId = parameters.ClusterId ?? clusterOfHost,
            HostId = parameters.HostId,
            UserId = context.Caller.UserId,
            Origin = parameters.Origin,
            CustomId = parameters.CustomId,
            CustomData = parameters.CustomData,
            FloodRate = parameters.FloodRate,
        };
        db.Add(line);
        return new([], line);
    }
}
