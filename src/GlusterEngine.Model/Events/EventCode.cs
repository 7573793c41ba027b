namespace GlusterEngine.Model.Events;

/// <summary>Kinds of events. Numbers below 10000 are oVirt's (spec/rest.md 6.9); those above are this engine's own.</summary>
public enum EventCode
{
    /// <summary>A host does not answer.</summary>
    HostNonResponsive = 12,

    /// <summary>A host answers.</summary>
    HostUp = 13,

    /// <summary>A host was put into maintenance.</summary>
    HostMaintenance = 15,

    /// <summary>A host was activated.</summary>
    HostActivated = 16,

    /// <summary>A host was added.</summary>
    HostAdded = 42,

    /// <summary>A host was removed.</summary>
    HostRemoved = 44,

    /// <summary>A host cannot belong to its cluster.</summary>
    HostNonOperational = 603,

    /// <summary>A cluster was added.</summary>
    ClusterAdded = 809,

    /// <summary>A cluster was removed.</summary>
    ClusterRemoved = 813,

    /// <summary>A rebalance was started.</summary>
    GlusterVolumeRebalanceStart = 4012,

    /// <summary>A rebalance could not be started.</summary>
    GlusterVolumeRebalanceStartFailed = 4013,

    /// <summary>Bricks were removed by force.</summary>
    GlusterVolumeRemoveBricks = 4014,

    /// <summary>Bricks could not be removed by force.</summary>
    GlusterVolumeRemoveBricksFailed = 4015,

    /// <summary>A volume appeared.</summary>
    GlusterVolumeCreatedFromCli = 4027,

    /// <summary>A volume disappeared.</summary>
    GlusterVolumeDeletedFromCli = 4028,

    /// <summary>An option was set.</summary>
    GlusterVolumeOptionSetFromCli = 4029,

    /// <summary>An option was reset.</summary>
    GlusterVolumeOptionResetFromCli = 4030,

    /// <summary>Layout or counts changed.</summary>
    GlusterVolumePropertiesChangedFromCli = 4031,

    /// <summary>A brick appeared.</summary>
    GlusterVolumeBrickAddedFromCli = 4032,

    /// <summary>A brick disappeared.</summary>
    GlusterVolumeBrickRemovedFromCli = 4033,

    /// <summary>A peer left the pool.</summary>
    GlusterServerRemovedFromCli = 4034,

    /// <summary>An option changed.</summary>
    GlusterVolumeOptionChangedFromCli = 4038,

    /// <summary>A volume was started.</summary>
    GlusterVolumeStartedFromCli = 4040,

    /// <summary>A volume was stopped.</summary>
    GlusterVolumeStoppedFromCli = 4041,

    /// <summary>A rebalance was stopped.</summary>
    GlusterVolumeRebalanceStop = 4078,

    /// <summary>A rebalance could not be stopped.</summary>
    GlusterVolumeRebalanceStopFailed = 4079,

    /// <summary>A migration was started.</summary>
    StartRemovingGlusterVolumeBricks = 4080,

    /// <summary>A migration could not be started.</summary>
    StartRemovingGlusterVolumeBricksFailed = 4081,

    /// <summary>A migration was stopped.</summary>
    GlusterVolumeRemoveBricksStop = 4082,

    /// <summary>A migration could not be stopped.</summary>
    GlusterVolumeRemoveBricksStopFailed = 4083,

    /// <summary>A migration was committed.</summary>
    GlusterVolumeRemoveBricksCommit = 4084,

    /// <summary>A migration could not be committed.</summary>
    GlusterVolumeRemoveBricksCommitFailed = 4085,

    /// <summary>A rebalance ended.</summary>
    GlusterVolumeRebalanceFinished = 4087,

    /// <summary>A migration ended.</summary>
    GlusterVolumeMigrateBrickDataFinished = 4088,

    /// <summary>A rebalance was found that the engine did not start.</summary>
    GlusterVolumeRebalanceStartDetectedFromCli = 4089,

    /// <summary>A migration was found that the engine did not start.</summary>
    StartRemovingGlusterVolumeBricksDetectedFromCli = 4090,

    /// <summary>A rebalance vanished.</summary>
    GlusterVolumeRebalanceNotFoundFromCli = 4091,

    /// <summary>A migration vanished.</summary>
    RemoveGlusterVolumeBricksNotFoundFromCli = 4092,

    /// <summary>A host did not answer once.</summary>
    HostConnecting = 9008,

    /// <summary>A peer joined the pool.</summary>
    GlusterServerAddedFromCli = 10900,

    /// <summary>Gluster gave no definite answer.</summary>
    GlusterTaskOutcomeUnknown = 10901,

    /// <summary>What became of an unanswered request is known now.</summary>
    GlusterTaskOutcomeResolved = 10902,

    /// <summary>A peer came back.</summary>
    GlusterServerConnected = 10903,

    /// <summary>A peer was lost.</summary>
    GlusterServerDisconnected = 10904,

    /// <summary>A brick went up or down.</summary>
    GlusterBrickStatusChanged = 10905,

    /// <summary>A task changed its health.</summary>
    GlusterTaskHealthChanged = 10906,

    /// <summary>A commit was kept back by the gate.</summary>
    GlusterCommitGateClosed = 10907,

    /// <summary>A throttle was restored.</summary>
    GlusterThrottleRestored = 10908,

    /// <summary>The throttle of a running task was set.</summary>
    GlusterThrottleSet = 10909,

    /// <summary>A host shows a task that the others do not.</summary>
    GlusterTaskGhostFound = 10910,

    /// <summary>It does not show it any more.</summary>
    GlusterTaskGhostGone = 10911,

    /// <summary>Somebody asked for a cure of ghosts; how it came out.</summary>
    GlusterTaskGhostCure = 10912,

    /// <summary>An administrator took a volume's lease away from its holder.</summary>
    GlusterVolumeLeaseReleased = 10920,

    /// <summary>An administrator took gluster's word for the generation of a volume.</summary>
    GlusterVolumeResynced = 10923,

    /// <summary>With its last host, the volumes and peers of a cluster left the inventory.</summary>
    ClusterContentForgotten = 10924,

    /// <summary>A client added a job of its own.</summary>
    ExternalJobAdded = 11000,
}
