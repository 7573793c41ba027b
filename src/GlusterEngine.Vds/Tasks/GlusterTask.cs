using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Tasks;

/// <summary>A task as <c>volume status tasks</c> lists it.</summary>
/// <param name="Id">Gluster's task id.</param>
/// <param name="Type">Kind.</param>
/// <param name="Status">Gluster's aggregate over the nodes that answered; <c>Completed</c> does not mean without failures.</param>
/// <param name="Bricks">Bricks being removed; empty for a rebalance.</param>
public sealed record GlusterTask(Guid Id, GlusterTaskType Type, GlusterTaskStatus Status, IReadOnlyList<BrickAddress> Bricks);
