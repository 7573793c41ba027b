namespace GlusterEngine.Vds.Tasks;

/// <summary>Reply of a status or stop of a rebalance or remove-brick.</summary>
/// <param name="TaskId">Gluster's task id; null when the reply has none.</param>
/// <param name="Nodes">A row per node that answered. Gluster's aggregate is not read: it leaves out nodes that are away.</param>
public sealed record TaskReport(Guid? TaskId, IReadOnlyList<NodeReport> Nodes);
