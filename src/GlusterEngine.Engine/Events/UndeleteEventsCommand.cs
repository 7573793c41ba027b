using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Events;

/// <summary>Shows all deleted events again, as oVirt's does. How many they were is an event of its own; nothing is told where there was none.</summary>
public sealed class UndeleteEventsCommand(CommandServices services) : CommandBase<bool, int>(services)
{
    public override ActionType ActionType => ActionType.DisplayAllAuditLogEvents;

    /// <param name="db">The database.</param>
    /// <param name="parameters">Not used: it takes none.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    protected override async Task<Prepared<int>> PrepareAsync(EngineDb db, bool parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var count = await db.Events.Where(static e => e.Deleted).ExecuteUpdateAsync(static set => set.SetProperty(static e => e.Deleted, false), cancellationToken);
        if (count == 0) return new([], 0);
        await db.AppendEventsAsync([new(EventCode.EventsUndeleted, EventSeverity.Normal, $"{count} deleted {(count == 1 ? "event is" : "events are")} shown again, by {context.Caller.Name}.")
        {
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], count);
    }
}
