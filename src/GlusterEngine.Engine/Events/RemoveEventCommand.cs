using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Events;

/// <summary>Deletes an event: it stays in the log, and is not shown any more. That it was deleted is an event of its own.</summary>
public sealed class RemoveEventCommand(CommandServices services) : CommandBase<long, EngineEvent>(services)
{
    public override ActionType ActionType => ActionType.RemoveAuditLogById;

    protected override async Task<Prepared<EngineEvent>> PrepareAsync(EngineDb db, long parameters, CommandContext context, CancellationToken cancellationToken)
    {
        if (await db.Events.SingleOrDefaultAsync(e => e.Id == parameters && !e.Deleted, cancellationToken) is not { } line)
            return Prepared<EngineEvent>.Refuse(new Refusal("ENTITY_NOT_FOUND", $"There is no event with id {parameters}.", RefusalKind.NotFound));
        line.Deleted = true;
        await db.AppendEventsAsync([new(EventCode.EventDeleted, EventSeverity.Normal, $"Event {line.Id} (code {(int)line.Code}) was deleted by {context.Caller.Name}.")
        {
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], line);
    }
}
