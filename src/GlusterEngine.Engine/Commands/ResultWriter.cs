using GlusterEngine.Data;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Commands;

/// <summary>
/// Writes what came of a verb that was said. A connection that broke tells nothing about the next one, so a write that failed is tried again:
/// a few times while the caller waits, then every second as long as the engine runs. The intent names this engine meanwhile, so no sync judges the task.
/// </summary>
/// <param name="services">Database, clock and running commands.</param>
/// <param name="action">The command.</param>
/// <param name="target">Name of the volume or host that it changes.</param>
/// <param name="isAwaited">Tells, in the transaction of the write, whether the result is still missing.</param>
internal sealed class ResultWriter(CommandServices services, ActionType action, string target, Func<EngineDb, CancellationToken, Task<bool>> isAwaited)
{
    private static readonly TimeSpan[] Delays = [TimeSpan.Zero, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];
    private static readonly TimeSpan LateInterval = TimeSpan.FromSeconds(1);

    /// <summary>True when it is in the database; false when the database still takes nothing, so that it will be written later.</summary>
    public async Task<bool> WriteAsync(Func<EngineDb, Task> write)
    {
        foreach (var delay in Delays)
            if (await TryAsync(write, delay, CancellationToken.None)) return true;
        Log.ResultNotWritten(services.Logger, action, target);
        _ = services.Running.Run(async stopping =>
        {
            while (!await TryAsync(write, LateInterval, stopping)) { }
            return true;
        });
        return false;
    }

    private async Task<bool> TryAsync(Func<EngineDb, Task> write, TimeSpan delay, CancellationToken stopping)
    {
        var isFirst = delay == TimeSpan.Zero;
        await Task.Delay(delay, services.Time, stopping);
        try
        {
            await using var db = await services.Databases.CreateDbContextAsync(stopping);
            await using var transaction = await db.Database.BeginTransactionAsync(stopping);
            // The write before may have been committed unheard, or somebody else may have judged the task since.
            if (!isFirst && !await isAwaited(db, stopping)) return true;
            await write(db);
            await transaction.CommitAsync(stopping);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (isFirst) Log.ResultToBeWrittenAgain(services.Logger, exception, action, target);
            return false;
        }
    }
}
