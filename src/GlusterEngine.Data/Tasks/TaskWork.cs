namespace GlusterEngine.Data.Tasks;

/// <summary>What a task has to do, node by node. Two with equal nodes are equal.</summary>
/// <param name="Nodes">The nodes, ordered by peer.</param>
public sealed record TaskWork(IReadOnlyList<NodeWork> Nodes)
{
    public static TaskWork None { get; } = new([]);

    public bool Equals(TaskWork? other) => other is not null && Nodes.SequenceEqual(other.Nodes);

    public override int GetHashCode() => Nodes.Aggregate(0, static (hash, node) => HashCode.Combine(hash, node));

    /// <summary>What nodes have done in all, by their counters and what those no longer show.</summary>
    public IReadOnlyList<TaskNode> InAll(IReadOnlyList<TaskNode> shown) => Nodes.All(static node => node is { MovedBefore: 0, BytesBefore: 0 }) ? shown : [.. shown.Select(node => Of(node.PeerUuid).InAll(node))];

    /// <summary>What is known of a node; of one that is not listed, nothing.</summary>
    public NodeWork Of(Guid peerUuid) => Nodes.FirstOrDefault(node => node.PeerUuid == peerUuid) ?? new(peerUuid);
}
