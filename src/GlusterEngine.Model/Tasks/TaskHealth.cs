namespace GlusterEngine.Model.Tasks;

/// <summary>How an open task is getting on.</summary>
public enum TaskHealth
{
    /// <summary>Its counters or run times move.</summary>
    Progressing,

    /// <summary>A node says it is in progress, but its counters and run time stand still, or only its run time moves although its bricks are down or for too long.</summary>
    Stalled,

    /// <summary>The question for its counters, or for all tasks of the cluster, hangs; or all other nodes are done and one that should work does not tell.</summary>
    Unresponsive,

    /// <summary>No host of its cluster answers, so nothing is known of it; the engine waits for one.</summary>
    HostUnresponsive,
}
