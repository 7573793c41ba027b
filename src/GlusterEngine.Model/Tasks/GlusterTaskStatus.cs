namespace GlusterEngine.Model.Tasks;

/// <summary>Status codes of gluster's defrag state machine (spec/gluster.md 2.1); the numbers are gluster's.</summary>
public enum GlusterTaskStatus
{
    /// <summary>The node has nothing running for the task.</summary>
    NotStarted = 0,

    /// <summary>Moving files.</summary>
    InProgress = 1,

    /// <summary>Stopped by a command.</summary>
    Stopped = 2,

    /// <summary>Over; failures are counted apart.</summary>
    Completed = 3,

    /// <summary>The node's process failed or died.</summary>
    Failed = 4,

    /// <summary>Fixing the layout.</summary>
    FixLayoutInProgress = 5,

    /// <summary>Fix-layout stopped.</summary>
    FixLayoutStopped = 6,

    /// <summary>Fix-layout over.</summary>
    FixLayoutCompleted = 7,

    /// <summary>Fix-layout failed.</summary>
    FixLayoutFailed = 8,

    /// <summary>A finished task whose entry a replace-brick reset.</summary>
    ResetDueToReplaceBrick = 9,

    /// <summary>A finished task whose entry a reset-brick reset.</summary>
    ResetDueToResetBrick = 10,

    /// <summary>A code this engine does not know.</summary>
    Unknown = 11,
}
