using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Jobs;

/// <summary>
/// Reads steps for all who poll, in few selects: what is asked for while one runs goes into the next, all together. Nothing is kept: the select
/// that answers always begins after the question. However many clients poll, they take one connection.
/// </summary>
public sealed class StepReader(IDbContextFactory<EngineDb> databases)
{
    private static readonly Func<EngineDb, Guid[], IAsyncEnumerable<StepWithTask>> Select = EF.CompileAsyncQuery(
        static (EngineDb db, Guid[] ids) =>
            from step in db.Steps.AsNoTracking()
            // Asked for by their ids as well, since PostgreSQL else reads all tasks when there are few.
            join task in db.StepTasks.AsNoTracking().Where(t => ids.Contains(t.StepId)) on step.Id equals task.StepId into tasks
            from task in tasks.DefaultIfEmpty()
            where ids.Contains(step.Id)
            select new StepWithTask(step, task));

    // PostgreSQL keeps one plan for all arrays only where it seems no dearer than a plan for each; without having seen the array it expects ten
    // elements. So fewer are filled up with repetitions, which find nothing more.
    private const int FewestIds = 16;

    private readonly Lock gate = new();
    private Questions? waiting;
    private bool isReading;

    /// <summary>The step; null when there is none of that id.</summary>
    public async Task<StepWithTask?> FindAsync(Guid stepId, CancellationToken cancellationToken)
    {
        var steps = await Ask(stepId).WaitAsync(cancellationToken);
        return steps.GetValueOrDefault(stepId);
    }

    private Task<IReadOnlyDictionary<Guid, StepWithTask>> Ask(Guid stepId)
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
                questions.Answer.SetResult(await ReadAsync(Filled(questions.Ids)));
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

    private static Guid[] Filled(HashSet<Guid> ids) => [.. ids, .. Enumerable.Repeat(ids.First(), Math.Max(0, FewestIds - ids.Count))];

    private async Task<IReadOnlyDictionary<Guid, StepWithTask>> ReadAsync(Guid[] ids)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var steps = new Dictionary<Guid, StepWithTask>(ids.Length);
        await foreach (var row in Select(db, ids)) steps[row.Step.Id] = row;
        return steps;
    }

    private sealed class Questions
    {
        public HashSet<Guid> Ids { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<Guid, StepWithTask>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
