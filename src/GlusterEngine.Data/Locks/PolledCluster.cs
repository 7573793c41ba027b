namespace GlusterEngine.Data.Locks;

/// <summary>A cluster that an engine was the last to look at.</summary>
/// <param name="Id">The cluster.</param>
/// <param name="Name">Its name.</param>
/// <param name="PolledAt">Database time of the look.</param>
public sealed record PolledCluster(Guid Id, string Name, DateTimeOffset PolledAt);
