using GlusterEngine.Data;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Tasks;

/// <summary>What a volume's throttle was before tasks changed it.</summary>
internal static class ThrottleMemory
{
    /// <summary>
    /// What is to be restored after the task of a step: what an ended task of the volume left to restore, which is taken over from it; else what is set now,
    /// empty where nothing is.
    /// </summary>
    public static async Task<string> TakeOverAsync(EngineDb db, Guid volumeId, Guid stepId, CancellationToken cancellationToken)
    {
        var left = db.StepTasks.Where(task => task.VolumeId == volumeId && task.StepId != stepId && task.ThrottleBefore != null);
        var before = await left.OrderBy(static task => task.StepId).Select(static task => task.ThrottleBefore).FirstOrDefaultAsync(cancellationToken);
        if (before is not null)
        {
            await left.ExecuteUpdateAsync(static set => set.SetProperty(static task => task.ThrottleBefore, (string?)null), cancellationToken);
            return before;
        }

        // Read after that, not before: whoever restored it in the meantime wrote the option first.
        return await db.VolumeOptions.Where(option => option.VolumeId == volumeId && option.Name == Throttles.Option).Select(static option => option.Value).SingleOrDefaultAsync(cancellationToken) ?? "";
    }

    /// <summary>
    /// Whether another task of the volume has it by now, and restores it. The volume's lease is locked for that: a task takes it over in the transaction in which it takes the
    /// lease, which was committed before, or waits until this one is.
    /// </summary>
    public static async Task<bool> IsTakenOverAsync(EngineDb db, Guid volumeId, Guid stepId, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select from volume_lease where volume_id = {volumeId} for update", cancellationToken);
        return await db.StepTasks.AnyAsync(task => task.VolumeId == volumeId && task.StepId != stepId && task.ThrottleBefore != null, cancellationToken);
    }
}
