using GlusterEngine.Data;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Jobs;

/// <summary>The gluster tasks among the steps of a job. Only a step asked for alone shows an estimate as well.</summary>
internal sealed class TaskSteps
{
    private readonly IReadOnlyDictionary<Guid, StepTask> tasks;
    private readonly ILookup<Guid, StepTaskBrick> bricks;

    private TaskSteps(IEnumerable<StepTask> tasks, IEnumerable<StepTaskBrick> bricks)
    {
        this.tasks = tasks.ToDictionary(static task => task.StepId);
        this.bricks = bricks.ToLookup(static brick => brick.StepId);
    }

    /// <summary>For lists of a thousand jobs, which say nothing of tasks.</summary>
    public static TaskSteps None { get; } = new([], []);

    public static async Task<TaskSteps> LoadAsync(EngineDb db, Guid job, CancellationToken cancellationToken)
    {
        var found = await db.StepTasks.AsNoTracking().Where(task => task.JobId == job).ToListAsync(cancellationToken);
        var migrations = found.Where(static task => task.TaskType == GlusterTaskType.RemoveBrick).Select(static task => task.StepId).ToArray();
        return new(found, migrations.Length == 0 ? [] : await db.StepTaskBricks.AsNoTracking().Where(brick => migrations.Contains(brick.StepId)).ToListAsync(cancellationToken));
    }

    public StepResource Show(Step step, Hrefs hrefs) =>
        tasks.TryGetValue(step.Id, out var task) ? JobResources.Of(step, task, hrefs).With(bricks[step.Id]) : JobResources.Of(step, hrefs);
}
