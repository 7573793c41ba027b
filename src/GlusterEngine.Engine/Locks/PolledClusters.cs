using System.Collections.Concurrent;

namespace GlusterEngine.Engine.Locks;

/// <summary>Clusters whose tasks this engine has looked at since its last sign of life, which takes them along: no poll costs a write of its own.</summary>
public sealed class PolledClusters
{
    private ConcurrentDictionary<Guid, DateTimeOffset> polls = new();

    /// <param name="clusterId">The cluster.</param>
    /// <param name="now">Database time of the look.</param>
    public void Note(Guid clusterId, DateTimeOffset now) => polls[clusterId] = now;

    /// <summary>What was noted since it was last asked.</summary>
    public IReadOnlyDictionary<Guid, DateTimeOffset> Take() => Interlocked.Exchange(ref polls, new());
}
