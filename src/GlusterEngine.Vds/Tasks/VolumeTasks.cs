namespace GlusterEngine.Vds.Tasks;

/// <summary>A volume that the task list names, and its tasks.</summary>
/// <param name="Volume">Volume name.</param>
/// <param name="Tasks">Its tasks; gluster keeps at most one.</param>
public sealed record VolumeTasks(string Volume, IReadOnlyList<GlusterTask> Tasks);
