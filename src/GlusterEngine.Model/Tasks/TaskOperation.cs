namespace GlusterEngine.Model.Tasks;

/// <summary>A change of a task that was asked of gluster.</summary>
public enum TaskOperation
{
    /// <summary>Start it.</summary>
    Start,

    /// <summary>Stop it.</summary>
    Stop,
}
