namespace GlusterEngine.Model.Jobs;

/// <summary>Commands, by oVirt names.</summary>
public enum ActionType
{
    /// <summary>Start a rebalance.</summary>
    StartRebalanceGlusterVolume,

    /// <summary>Stop a rebalance.</summary>
    StopRebalanceGlusterVolume,

    /// <summary>Start a brick migration.</summary>
    StartRemoveGlusterVolumeBricks,

    /// <summary>Stop a brick migration, or take a finished one back.</summary>
    StopRemoveGlusterVolumeBricks,

    /// <summary>Commit a brick migration.</summary>
    CommitRemoveGlusterVolumeBricks,

    /// <summary>Remove bricks by force.</summary>
    GlusterVolumeRemoveBricks,

    /// <summary>Add a cluster.</summary>
    AddCluster,

    /// <summary>Remove a cluster.</summary>
    RemoveCluster,

    /// <summary>Add a host.</summary>
    AddHost,

    /// <summary>Remove a host.</summary>
    RemoveHost,

    /// <summary>Take a host into use again.</summary>
    ActivateHost,

    /// <summary>Put a host into maintenance.</summary>
    DeactivateHost,

    /// <summary>Take a volume's lease away from its holder.</summary>
    ReleaseGlusterVolumeLease,

    /// <summary>Take gluster's word for the generation of a volume.</summary>
    ResyncGlusterVolume,

    /// <summary>Add a job for a client's own work.</summary>
    AddExternalJob,

    /// <summary>Add a step to such a job.</summary>
    AddExternalStep,

    /// <summary>End such a job.</summary>
    EndExternalJob,

    /// <summary>End such a step.</summary>
    EndExternalStep,

    /// <summary>Let retention delete such a job.</summary>
    ClearExternalJob,

    /// <summary>Change the throttle of a running task; this engine's own.</summary>
    SetGlusterTaskThrottle,

    /// <summary>Make a host drop a task that only it still shows; this engine's own.</summary>
    CureGlusterTaskGhost,
}
