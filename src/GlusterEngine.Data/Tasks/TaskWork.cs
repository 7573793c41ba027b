namespace GlusterEngine.Data.Tasks;

/// <summary>What a task has to do, node by node. Two with equal nodes and peers are equal.</summary>
/// <param name="Nodes">The nodes, ordered by peer.</param>
public sealed record TaskWork(IReadOnlyList<NodeWork> Nodes)
{
    public static TaskWork None { get; } = new([]);

    /// <summary>
    /// The peers on which a rebalance works, ordered: those that held bricks when it began, as far as was known, and all that were seen at it. Empty for a migration, and
    /// while not known.
    /// </summary>
    public IReadOnlyList<Guid> Peers { get; init; } = [];

    public bool Equals(TaskWork? other) => other is not null && Nodes.SequenceEqual(other.Nodes) && Peers.SequenceEqual(other.Peers);

    public override int GetHashCode() => Nodes.Aggregate(0, static (hash, node) => HashCode.Combine(hash, node));

    /// <summary>The same, its peers put in unless they are known, and with those that were seen at work in any case.</summary>
    public TaskWork On(IEnumerable<Guid> holders, IEnumerable<Guid> working)
    {
        var peers = (Peers.Count > 0 ? Peers : holders).Union(working).Order().ToList();
        return peers.SequenceEqual(Peers) ? this : this with { Peers = peers };
    }

    /// <summary>Of the peers that hold bricks now, those that work on it: one whose first brick came later never began.</summary>
    public IReadOnlySet<Guid> Working(IReadOnlySet<Guid> holders)
    {
        var working = holders.Intersect(Peers).ToHashSet();
        return working.Count > 0 ? working : holders;
    }

    /// <summary>What nodes have done in all, by their counters and what those no longer show.</summary>
    public IReadOnlyList<TaskNode> InAll(IReadOnlyList<TaskNode> shown) => Nodes.All(static node => node is { MovedBefore: 0, BytesBefore: 0 }) ? shown : [.. shown.Select(node => Of(node.PeerUuid).InAll(node))];

    /// <summary>What is known of a node; of one that is not listed, nothing.</summary>
    public NodeWork Of(Guid peerUuid) => Nodes.FirstOrDefault(node => node.PeerUuid == peerUuid) ?? new(peerUuid);
}
