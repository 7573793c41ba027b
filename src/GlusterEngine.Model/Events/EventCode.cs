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

    /// <summary>A host could not be added.</summary>
    HostAddFailed = 43,

    /// <summary>A host was removed.</summary>
    HostRemoved = 44,

    /// <summary>A host could not be removed.</summary>
    HostRemoveFailed = 45,

    /// <summary>A host cannot belong to its cluster.</summary>
    HostNonOperational = 603,

    /// <summary>A cluster was added.</summary>
    ClusterAdded = 809,

    /// <summary>A cluster was removed.</summary>
    ClusterRemoved = 813,

    /// <summary>A volume was created.</summary>
    GlusterVolumeCreate = 4000,

    /// <summary>A volume could not be created.</summary>
    GlusterVolumeCreateFailed = 4001,

    /// <summary>An option was set.</summary>
    GlusterVolumeOptionSet = 4002,

    /// <summary>An option could not be set.</summary>
    GlusterVolumeOptionSetFailed = 4003,

    /// <summary>A volume was started.</summary>
    GlusterVolumeStart = 4004,

    /// <summary>A volume could not be started.</summary>
    GlusterVolumeStartFailed = 4005,

    /// <summary>A volume was stopped.</summary>
    GlusterVolumeStop = 4006,

    /// <summary>A volume could not be stopped.</summary>
    GlusterVolumeStopFailed = 4007,

    /// <summary>An option was reset.</summary>
    GlusterVolumeOptionsReset = 4008,

    /// <summary>An option, or all, could not be reset.</summary>
    GlusterVolumeOptionsResetFailed = 4009,

    /// <summary>A volume was deleted.</summary>
    GlusterVolumeDelete = 4010,

    /// <summary>A volume could not be deleted.</summary>
    GlusterVolumeDeleteFailed = 4011,

    /// <summary>A rebalance was started.</summary>
    GlusterVolumeRebalanceStart = 4012,

    /// <summary>A rebalance could not be started.</summary>
    GlusterVolumeRebalanceStartFailed = 4013,

    /// <summary>Bricks were removed by force.</summary>
    GlusterVolumeRemoveBricks = 4014,

    /// <summary>Bricks could not be removed by force.</summary>
    GlusterVolumeRemoveBricksFailed = 4015,

    /// <summary>Bricks were added.</summary>
    GlusterVolumeAddBrick = 4019,

    /// <summary>Bricks could not be added.</summary>
    GlusterVolumeAddBrickFailed = 4020,

    /// <summary>A volume is profiled.</summary>
    GlusterVolumeProfileStart = 4022,

    /// <summary>A volume could not be profiled.</summary>
    GlusterVolumeProfileStartFailed = 4023,

    /// <summary>A volume is not profiled any more.</summary>
    GlusterVolumeProfileStop = 4024,

    /// <summary>The profiling of a volume could not be stopped.</summary>
    GlusterVolumeProfileStopFailed = 4025,

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

    /// <summary>A hook was enabled on all hosts.</summary>
    GlusterHookEnable = 4042,

    /// <summary>A hook could not be enabled on any host.</summary>
    GlusterHookEnableFailed = 4043,

    /// <summary>A hook was enabled on some hosts only.</summary>
    GlusterHookEnablePartial = 4044,

    /// <summary>A hook was disabled on all hosts.</summary>
    GlusterHookDisable = 4045,

    /// <summary>A hook could not be disabled on any host.</summary>
    GlusterHookDisableFailed = 4046,

    /// <summary>A hook was disabled on some hosts only.</summary>
    GlusterHookDisablePartial = 4047,

    /// <summary>The hooks of a host could not be listed.</summary>
    GlusterHookListFailed = 4048,

    /// <summary>Hosts differ in a hook.</summary>
    GlusterHookConflictDetected = 4049,

    /// <summary>A hook appeared.</summary>
    GlusterHookDetectedNew = 4050,

    /// <summary>A hook disappeared from all hosts.</summary>
    GlusterHookDetectedDelete = 4051,

    /// <summary>The content of a hook could not be read.</summary>
    GlusterHookGetContentFailed = 4053,

    /// <summary>Hosts got the content of a hook.</summary>
    GlusterHookUpdated = 4059,

    /// <summary>Not all hosts got the content of a hook.</summary>
    GlusterHookUpdateFailed = 4060,

    /// <summary>Hosts got a hook that they did not have.</summary>
    GlusterHookAdded = 4061,

    /// <summary>Not all hosts got a hook that they did not have.</summary>
    GlusterHookAddFailed = 4062,

    /// <summary>A hook was deleted on all hosts.</summary>
    GlusterHookRemoved = 4063,

    /// <summary>A hook could not be deleted on all hosts.</summary>
    GlusterHookRemoveFailed = 4064,

    /// <summary>A brick could not be replaced.</summary>
    GlusterVolumeBrickReplaceFailed = 4071,

    /// <summary>A brick was replaced.</summary>
    GlusterVolumeBrickReplaced = 4072,

    /// <summary>All options were reset.</summary>
    GlusterVolumeOptionsResetAll = 4074,

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

    /// <summary>A brick was reset.</summary>
    GlusterVolumeBrickReset = 4170,

    /// <summary>A brick could not be reset.</summary>
    GlusterVolumeBrickResetFailed = 4171,

    /// <summary>A host did not answer once.</summary>
    HostConnecting = 9008,

    /// <summary>An event of a client, of no concern.</summary>
    ExternalEventNormal = 9801,

    /// <summary>An event of a client, a warning.</summary>
    ExternalEventWarning = 9802,

    /// <summary>An event of a client, an error.</summary>
    ExternalEventError = 9803,

    /// <summary>An event of a client, an alert.</summary>
    ExternalAlert = 9804,

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

    /// <summary>A change of a volume got no definite answer.</summary>
    GlusterVolumeChangeUnknown = 10940,

    /// <summary>What became of such a change is known now.</summary>
    GlusterVolumeChangeResolved = 10941,

    /// <summary>The entries that wait for a heal were counted.</summary>
    GlusterHealsCounted = 10942,

    /// <summary>An event was deleted.</summary>
    EventDeleted = 10943,

    /// <summary>Something out of the ordinary was ordered; by whom and why, written before gluster is asked.</summary>
    GlusterReasonGiven = 10944,

    /// <summary>The start that got lost on its way was repeated, as its caller had asked, or could not be.</summary>
    GlusterTaskRepeated = 10945,

    /// <summary>An administrator took a volume's lease away from its holder.</summary>
    GlusterVolumeLeaseReleased = 10920,

    /// <summary>An administrator took gluster's word for the generation of a volume.</summary>
    GlusterVolumeResynced = 10923,

    /// <summary>With its last host, the volumes and peers of a cluster left the inventory.</summary>
    ClusterContentForgotten = 10924,

    /// <summary>After repeated failures, log-ins of a user from one source are refused for a while.</summary>
    UserLockedOut = 10930,

    /// <summary>A user was added.</summary>
    UserAdded = 10931,

    /// <summary>A user was removed.</summary>
    UserRemoved = 10932,

    /// <summary>A user has another password.</summary>
    UserPasswordChanged = 10933,

    /// <summary>A user has another role.</summary>
    UserRoleChanged = 10934,

    /// <summary>A host showed its ssh key for the first time; it is recognised by it from now on.</summary>
    HostSshKeyPinned = 10950,

    /// <summary>A host showed another ssh key than the pinned one; nothing is said to it.</summary>
    HostSshKeyChanged = 10951,

    /// <summary>An administrator accepted the ssh key that a host showed.</summary>
    HostSshKeyAccepted = 10952,

    /// <summary>The certificate by which VDSM knows the engine ends soon, or cannot be used.</summary>
    VdsmCertificateEnds = 10953,

    /// <summary>A host was taken into the pool of its cluster.</summary>
    HostJoinedPool = 10960,

    /// <summary>A host was taken out of the pool of its cluster.</summary>
    HostLeftPool = 10961,

    /// <summary>Gluster gave no definite answer when a host was to join or leave a pool.</summary>
    HostChangeUnknown = 10962,

    /// <summary>What became of such a host is known now.</summary>
    HostChangeResolved = 10963,

    /// <summary>Deleted events are shown again.</summary>
    EventsUndeleted = 10964,

    /// <summary>A client added a job of its own.</summary>
    ExternalJobAdded = 11000,
}
