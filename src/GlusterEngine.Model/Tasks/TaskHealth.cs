namespace GlusterEngine.Model.Tasks;

/// <summary>How an open task is getting on.</summary>
public enum TaskHealth
{
    /// <summary>Its counters or run times move.</summary>
    Progressing,

    /// <summary>A node says it is in progress, but its counters and run time stand still.</summary>
    Stalled,

    /// <summary>The question for its counters hangs.</summary>
    Unresponsive,

    /// <summary>No host of its cluster answers, so nothing is known of it; the engine waits for one.</summary>
    HostUnresponsive,
}
