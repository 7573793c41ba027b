using GlusterEngine.Data;
using GlusterEngine.Engine.Tasks;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Bricks;

/// <summary>What all engines remember of questions about a volume that hung: whether the next may be asked yet, and that one did.</summary>
/// <param name="ReadAsync">Why gluster is not to be asked now, null when it may be; and until when.</param>
/// <param name="NoteAsync">Keeps that a question hung just now; gives the end of the pause.</param>
internal sealed record HangMemory(Func<CancellationToken, Task<(string? Why, DateTimeOffset? Until)>> ReadAsync, Func<Task<DateTimeOffset?>> NoteAsync)
{
    /// <summary>The memory that the row of a task is, where the tasks sync looks as well.</summary>
    public static HangMemory Of(IDbContextFactory<EngineDb> databases, Guid stepId, TimeSpan pause) => new(
        async cancellationToken =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var until = await db.StepTasks.Where(t => t.StepId == stepId).Select(static t => t.QuietUntil).SingleOrDefaultAsync(cancellationToken);
            return (QuietRule.Why(until, await db.NowAsync(cancellationToken)), until);
        },
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            DateTimeOffset? until = await db.NowAsync(CancellationToken.None) + pause;
            await db.StepTasks.Where(t => t.StepId == stepId && !(t.QuietUntil > until)).ExecuteUpdateAsync(set => set.SetProperty(static t => t.QuietUntil, until), CancellationToken.None);
            return until;
        });
}
