namespace GlusterEngine.Model.Tasks;

/// <summary>A change of a task that was asked of gluster.</summary>
public enum TaskOperation
{
    /// <summary>Start it.</summary>
    Start,

    /// <summary>Stop it, or take back a finished migration.</summary>
    Stop,

    /// <summary>Take the bricks of a finished migration out of the volume.</summary>
    Commit,

    /// <summary>Take bricks out of the volume without a migration.</summary>
    ForceRemove,

    /// <summary>Change how much of a node it may take. Changes nothing of the task itself, so it is never an intent.</summary>
    Throttle,
}
