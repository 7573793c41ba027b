using GlusterEngine.Data.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>What one look at gluster calls for.</summary>
/// <param name="Changes">Open tasks whose rows change; those that stay as they are do not appear.</param>
/// <param name="Preemptions">Open tasks with a change that must be kept from happening later before it can be said not to have happened.</param>
/// <param name="Adoptions">Tasks to adopt.</param>
/// <param name="Observed">Volumes and the tasks gluster lists for them, where that is news.</param>
public sealed record Reconciliation(
    IReadOnlyList<TaskChange> Changes, IReadOnlyList<OpenTask> Preemptions, IReadOnlyList<TaskAdoption> Adoptions, IReadOnlyList<(Guid VolumeId, Guid? TaskId)> Observed)
{
    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => Changes.Count == 0 && Preemptions.Count == 0 && Adoptions.Count == 0 && Observed.Count == 0;
}
