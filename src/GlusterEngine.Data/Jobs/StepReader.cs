using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Jobs;

/// <summary>
/// Reads steps for all who poll, in few selects: what is asked for while one runs goes into the next, all together. Nothing is kept: the select
/// that answers always begins after the question. However many clients poll, they take one connection.
/// </summary>
public sealed class StepReader(IDbContextFactory<EngineDb> databases)
{
    private static readonly Func<EngineDb, Guid[], IAsyncEnumerable<PolledStep>> Select = EF.CompileAsyncQuery(static (EngineDb db, Guid[] ids) =>
        from step in db.Steps.AsNoTracking()
        join row in db.StepTasks on step.Id equals row.StepId into rows
        from task in rows.DefaultIfEmpty()
        where ids.Contains(step.Id)
        select new PolledStep(step, task == null ? null : new PolledTask(
            task.Health, task.HealthSince, task.HealthDetail, task.NodesExpected, task.NodesAnswered, task.Source, task.SeenBy)));

    private readonly Lock gate = new();
    private Questions? waiting;
    private bool isReading;

    /// <summary>The step; null when there is none of that id.</summary>
    public async Task<PolledStep?> FindAsync(Guid stepId, CancellationToken cancellationToken)
    {
        var steps = await Ask(stepId);
        cancellationToken.ThrowIfCancellationRequested();
        return steps.GetValueOrDefault(stepId);
    }

    private Task<IReadOnlyDictionary<Guid, PolledStep>> Ask(Guid stepId)
    {
        lock (gate)
        {
            waiting ??= new();
            waiting.Ids.Add(stepId);
            var answer = waiting.Answer.Task;
            if (isReading) return answer;
            isReading = true;
            // Its own flow: it goes on for others when the caller's request is over.
            using (ExecutionContext.SuppressFlow()) _ = Task.Run(ReadAllAsync);
            return answer;
        }
    }

    private async Task ReadAllAsync()
    {
        while (Take() is { } questions)
        {
            try
            {
                questions.Answer.SetResult(await ReadAsync([.. questions.Ids]));
            }
            catch (Exception exception)
            {
                // Whoever asked gets it; those who ask next get their own.
                questions.Answer.SetException(exception);
            }
        }
    }

    private Questions? Take()
    {
        lock (gate)
        {
            var taken = waiting;
            waiting = null;
            isReading = taken is not null;
            return taken;
        }
    }

    private async Task<IReadOnlyDictionary<Guid, PolledStep>> ReadAsync(Guid[] ids)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var steps = new Dictionary<Guid, PolledStep>(ids.Length);
        await foreach (var found in Select(db, ids)) steps[found.Step.Id] = found;
        return steps;
    }

    private sealed class Questions
    {
        public HashSet<Guid> Ids { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<Guid, PolledStep>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
