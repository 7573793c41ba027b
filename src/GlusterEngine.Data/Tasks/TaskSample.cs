namespace GlusterEngine.Data.Tasks;

/// <summary>Counters of a node at one look.</summary>
/// <param name="TakenAt">Database time of the look.</param>
/// <param name="Node">The counters.</param>
public sealed record TaskSample(DateTimeOffset TakenAt, TaskNode Node);
