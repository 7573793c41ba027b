using GlusterEngine.Data.Events;
using GlusterEngine.Data.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>What a look at gluster makes of an open task.</summary>
/// <param name="Task">The task as loaded.</param>
/// <param name="Next">Its state from now on.</param>
/// <param name="Nodes">Nodes whose counters changed.</param>
/// <param name="Event">What to tell operators; null when nothing.</param>
public sealed record TaskChange(OpenTask Task, TaskState Next, IReadOnlyList<TaskNode> Nodes, EventDraft? Event)
{
    /// <summary>Whether the volume's generation must be moved on before anything can be said about it.</summary>
    public bool Preempts { get; init; }

    /// <summary>Whether the task's bricks left the volume by order of the engine, so that the inventory must not report them as gone by the CLI.</summary>
    public bool RemovesBricks { get; init; }
}
