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

    /// <summary>Create a volume.</summary>
    CreateGlusterVolume,

    /// <summary>Start a volume.</summary>
    StartGlusterVolume,

    /// <summary>Stop a volume.</summary>
    StopGlusterVolume,

    /// <summary>Delete a volume.</summary>
    DeleteGlusterVolume,

    /// <summary>Set an option of a volume.</summary>
    SetGlusterVolumeOption,

    /// <summary>Take an option of a volume back to its default.</summary>
    ResetGlusterVolumeOptions,

    /// <summary>Take all options of a volume back to their defaults; in oVirt the same command as for one, with other words for its success.</summary>
    ResetAllGlusterVolumeOptions,

    /// <summary>Start to count what a volume does.</summary>
    StartGlusterVolumeProfile,

    /// <summary>Stop to count what a volume does.</summary>
    StopGlusterVolumeProfile,

    /// <summary>Add bricks to a volume.</summary>
    AddBricksToGlusterVolume,

    /// <summary>Put another brick in the place of one.</summary>
    ReplaceGlusterVolumeBrick,

    /// <summary>Take a brick back after its disk was changed.</summary>
    ResetGlusterVolumeBrick,

    /// <summary>Count the entries of a cluster's volumes that wait for a heal.</summary>
    SyncHealClusterVolumes,

    /// <summary>Let gluster run a hook.</summary>
    EnableGlusterHook,

    /// <summary>Let gluster pass over a hook.</summary>
    DisableGlusterHook,

    /// <summary>Write a hook to the hosts that do not have it.</summary>
    AddGlusterHook,

    /// <summary>Write the content of a hook to the hosts that have another one.</summary>
    UpdateGlusterHook,

    /// <summary>Delete a hook on all hosts.</summary>
    RemoveGlusterHook,

    /// <summary>Add an event of a client.</summary>
    AddExternalEvent,

    /// <summary>Delete an event.</summary>
    RemoveAuditLogById,

    /// <summary>Show deleted events again.</summary>
    DisplayAllAuditLogEvents,

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

    /// <summary>Add peers of a cluster's pool as hosts; this engine's own.</summary>
    ImportHosts,

    /// <summary>Accept the ssh key that a host shows now; this engine's own.</summary>
    AcceptHostSshKey,

    /// <summary>Want a connection to a host; this engine's own.</summary>
    ManageHostConnection,

    /// <summary>Want it no more; this engine's own.</summary>
    UnmanageHostConnection,

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
