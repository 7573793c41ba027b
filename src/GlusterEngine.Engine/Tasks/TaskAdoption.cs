using GlusterEngine.Data.Tasks;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>A task that gluster lists and no open step has.</summary>
/// <param name="Volume">Its volume.</param>
/// <param name="Task">The task.</param>
/// <param name="Nodes">Its counters; empty when they did not come.</param>
/// <param name="Host">Name of the host that showed it.</param>
/// <param name="State">State its step begins with.</param>
public sealed record TaskAdoption(ClusterVolume Volume, GlusterTask Task, IReadOnlyList<TaskNode> Nodes, string Host, TaskState State);
