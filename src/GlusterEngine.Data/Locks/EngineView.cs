namespace GlusterEngine.Data.Locks;

/// <summary>An engine as all engines on the database see it.</summary>
/// <param name="Id">The engine.</param>
/// <param name="StartedAt">Database time of its start.</param>
/// <param name="SeenAt">Database time of its last sign of life.</param>
/// <param name="IsAlive">Whether that is recent.</param>
/// <param name="Clusters">Clusters whose tasks it was the last to look at, by name.</param>
public sealed record EngineView(string Id, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsAlive, IReadOnlyList<PolledCluster> Clusters);
